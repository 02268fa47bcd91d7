import { beforeAll, describe, expect, it } from "vitest";
import { makeSample, sampleFiles } from "../../local/luminous/media/sample-files";
import { lookUp } from "./look-up";
import { openStack } from "./open-stack";
import { until } from "./running-stack";
import { openPhone } from "./simulated-phone";

const { stack, running } = openStack();
const find = lookUp(running);
const wordsOf = (name: string) => sampleFiles.find((each) => each.name === name)?.words ?? "";
type Phone = Awaited<ReturnType<typeof openPhone>>;
const phone = () => openPhone(stack().urls.providers);
const replyTo = (customer: Phone, count = 1, patienceMs = 60_000) =>
  until(
    `reply ${count} is on the phone`,
    async () => (await customer.replies())[count - 1] ?? null,
    patienceMs,
  );
const understood = (wamid: string, patienceMs = 60_000) =>
  until(
    "the file was looked into",
    async () => {
      const media = await find.media(wamid);
      return media.enrichment_status === "pending" ? null : media;
    },
    patienceMs,
  );
/** Something that only requests with this sample hold. */
async function inRequest(sample: string) {
  return (await makeSample(sample)).toString("base64").slice(4_000, 4_040);
}

describe("a model that will not look", () => {
  it("is a final answer with its reason, asked for once, and the customer is told so", async () => {
    const customer = await phone();
    await running().scriptModel(
      { kind: "refusal", text: "I cannot describe this." },
      { schema: "picture_description" },
    );
    const [wamid = ""] = await customer.send({ kind: "image", file: "running-shoes" });
    expect(await replyTo(customer)).toMatch(/^I could not look at your photo\.$/m);
    expect(await understood(wamid)).toMatchObject({
      enrichment_status: "failed",
      enrichment_error: "refused",
      enrichment_attempts: 1,
      caption: null,
    });
  });
});

describe.concurrent("files that customers send", () => {
  it("a photo and a voice note in a burst get one reply that refers to what is in them; both are found again", async () => {
    const customer = await phone();
    const [image = "", voice = ""] = await customer.send(
      { kind: "image", caption: "Look at this" },
      { kind: "voice" },
    );
    const reply = await replyTo(customer);
    expect(reply).toContain("a blue kettle shows through the hole");
    expect(reply).toContain("Hello, this is Ruth");
    expect(await customer.replies()).toHaveLength(1);
    expect(await find.media(image)).toMatchObject({
      enrichment_status: "done",
      caption: wordsOf("damaged-parcel"),
      enrichment_attempts: 1,
      enrichment_model: "gpt-6-luna",
    });
    expect((await find.media(image)).enrichment_cost_usd).toBeGreaterThan(0);
    const message = await find.message(voice);
    expect(message.rendered_text).toBe(`[Voice note] ${wordsOf("where-is-my-parcel")}`);
    const chunks = await until("caption and transcript are embedded", async () => {
      const { data } = await running()
        .database.from("message_embeddings")
        .select("chunk_text, model, message_id")
        .in("message_id", [message.id, (await find.message(image)).id]);
      const all = (data ?? []).map((chunk) => chunk.chunk_text).join("\n");
      return all.includes("blue kettle") && all.includes("by Friday") ? data : null;
    });
    // P16: what was indexed before the file was understood is gone.
    expect(chunks?.every((chunk) => chunk.chunk_text !== "[Voice note]")).toBe(true);
  });

  it("an album gets one reply that knows every photo", async () => {
    const customer = await phone();
    const samples = ["damaged-parcel", "running-shoes"];
    await customer.send(...samples.map((file) => ({ kind: "image", file })));
    const reply = await replyTo(customer);
    for (const word of ["blue kettle", "red running shoes"]) {
      expect(reply).toContain(word);
    }
    expect(await customer.replies()).toHaveLength(1);
  });

  it("a PDF's text is read; a scan, a silent recording and a dark photo are said to hold nothing, and are not asked about again", async () => {
    const [reader, silent] = [await phone(), await phone()];
    const [pdf = ""] = await reader.send({ kind: "document" });
    expect(await replyTo(reader)).toContain("Kettle & Co, London");
    expect((await find.media(pdf)).document_text).toContain("GBP 34.90");
    const wamids = await silent.send(
      { kind: "voice", file: "silence" },
      { kind: "image", file: "dark" },
      { kind: "document", file: "scanned-form" },
    );
    const reply = await replyTo(silent);
    expect(reply).toContain("I could not hear anybody speak in your recording.");
    expect(reply).toContain("I could not make out anything in your photo.");
    for (const wamid of wamids) {
      expect(await understood(wamid)).toMatchObject({
        enrichment_status: "nothing_found",
        enrichment_attempts: 1,
        enrichment_error: null,
      });
    }
  });

  it("videos and stickers are kept and not looked into, which the customer is told", async () => {
    const customer = await phone();
    const [video = ""] = await customer.send({ kind: "video" });
    expect(await replyTo(customer)).toContain("I could not open your video.");
    expect(await understood(video)).toMatchObject({
      status: "stored",
      enrichment_status: "skipped",
      enrichment_error: "video",
    });
  });

  it("what is not understood in time is answered without, honestly, and serves the next turn", async () => {
    const customer = await phone();
    await running().fault({
      // The turn waits 15 s for it, and the call that looks may take 25 s.
      ...{ target: "responses", kind: "delay", ms: 22_000, times: 1 },
      contains: await inRequest("paper-note"),
    });
    const [wamid = ""] = await customer.send({ kind: "image", file: "paper-note" });
    expect(await replyTo(customer)).toContain("I could not look at your photo yet.");
    expect(await understood(wamid)).toMatchObject({ enrichment_status: "done" });
    await customer.send({ kind: "text", text: "What was in the photo I sent?" });
    // What the note says is told as what is seen; nobody obeys it.
    expect(await replyTo(customer, 2)).toContain("A sheet of paper with handwriting");
  });
});

// Alone: its second attempt comes five seconds after the first, and a turn waits for fifteen in all.
describe("a provider in trouble", () => {
  it("a provider that is busy for a moment costs a second attempt, not the answer", async () => {
    const [customer, other] = [await phone(), await phone()];
    await running().fault({
      ...{ target: "transcriptions", kind: "status", status: 429, retry_after_s: 1, times: 1 },
      contains: "utarajia jana",
    });
    await running().fault({
      ...{ target: "responses", kind: "status", status: 503, times: 1 },
      contains: await inRequest("payment-receipt"),
    });
    const [voice = ""] = await customer.send({ kind: "voice", file: "swahili-question" });
    const [image = ""] = await other.send({ kind: "image", file: "payment-receipt" });
    expect(await replyTo(customer)).toContain("mzigo wangu PCL-20418 uko wapi");
    expect(await replyTo(other)).toContain("UGX 184,000");
    for (const wamid of [voice, image]) {
      expect(await find.media(wamid)).toMatchObject({
        enrichment_status: "done",
        enrichment_attempts: 2,
      });
    }
  });
});

describe("kill -9 of the app while a model looks", () => {
  let wamid = "";
  beforeAll(async () => {
    await running().fault({
      ...{ target: "responses", kind: "delay", ms: 15_000, times: 1 },
      contains: await inRequest("running-shoes"),
    });
    [wamid = ""] = await (await phone()).send({ kind: "image", file: "running-shoes" });
    await until("somebody looks", async () => (await find.media(wamid)).enrichment_claim !== null);
    await stack().kill("app");
    await stack().restart("app");
    await stack().answering();
  });

  it("ends with the caption once, after the dead run's claim has lapsed", async () => {
    expect(await find.media(wamid)).toMatchObject({ enrichment_status: "pending" });
    // Long ago for a claim, and not so long that the clean-up takes the file.
    const anHourAgo = new Date(Date.now() - 3_600_000).toISOString();
    const lapsed = { enrichment_lease_until: anHourAgo, downloaded_at: anHourAgo };
    const { id } = await find.media(wamid);
    await running().database.from("chat_media").update(lapsed).eq("id", id);
    await running().redrive();
    expect(await understood(wamid)).toMatchObject({
      enrichment_status: "done",
      caption: wordsOf("running-shoes"),
      enrichment_attempts: 2,
    });
    const { rendered_text } = await find.message(wamid);
    expect(rendered_text).toBe(`[Image]\n[The photo shows: ${wordsOf("running-shoes")}]`);
  });
});
