import { createHash, randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { signInEverybody, type Visitor } from "./console-visitors";
import { someCustomer, textEvent } from "./customer";
import { openStack } from "./open-stack";
import { until } from "./running-stack";
import { unzip } from "./unzip";

const { stack, running } = openStack({
  env: { REPLY_QUIET_WINDOW_MS: "0", SUMMARY_MESSAGE_THRESHOLD: "1000" },
});
let cookies: Record<Visitor, string>;
beforeAll(async () => {
  cookies = await signInEverybody(stack(), running());
});

const detail = z.object({
  state: z.string(),
  exports: z.array(
    z.object({
      id: z.string(),
      state: z.string(),
      downloads: z.number(),
      missing_files: z.number(),
      parts: z.array(z.object({ part: z.string(), total: z.number(), done: z.number() })),
    }),
  ),
  notices: z.array(z.object({ about: z.string(), state: z.string() })),
});

/** Asks the console's API as the privacy team; with a body it changes something. */
async function ask(path: string, body?: object): Promise<unknown> {
  const { app } = stack().urls;
  const answer = await fetch(`${app}/api/console/requests${path}`, {
    method: body ? "POST" : "GET",
    headers: { cookie: cookies.privacy, origin: app, "content-type": "application/json" },
    ...(body && { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  expect(answer.status, text).toBe(200);
  return JSON.parse(text);
}
const read = async (id: string) => detail.parse(await ask(`/${id}`));

/** Somebody who wrote and was answered, and their access request as the privacy team wrote it down. */
async function accessRequest() {
  const customer = someCustomer();
  await running().post(textEvent(customer, "Where is my parcel with the blue shoes?"));
  const session = await until("the question is answered", async () => {
    const found = await running().sessionOf(customer);
    const isOver =
      found?.pending_turn_seq === null && (await running().sentTo(customer)).length > 0;
    return isOver ? found : null;
  });
  const { id } = z.object({ id: z.uuid() }).parse(
    await ask("", {
      ...{ customer_id: session.customer_id, kind: "access", channel: "email", wish: "A copy" },
      ...{ received_on: new Date().toISOString().slice(0, 10), client_key: randomUUID() },
    }),
  );
  return { customer, session, id };
}

describe("an access request over HTTP", () => {
  it("is proved by the code that came back by chat, and answered by an archive that opens once proved", async () => {
    const { customer, session, id } = await accessRequest();
    await ask(`/${id}/act`, { act: "send_code" });
    const sent = await until("the code has left", async () => {
      const texts = await running().sentTo(customer);
      return texts.find((text) => codeIn(text) !== null) ?? null;
    });
    const code = codeIn(sent) ?? "";
    const turnsBefore = await turns(session.id);
    await running().post(textEvent(customer, `My code is ${code}`));
    await until("the customer is told", async () =>
      (await running().sentTo(customer)).some((text) => text.includes("right code")),
    );
    expect((await read(id)).state).toBe("ready");
    // The answer was matched without a turn, and the code is in no row any more.
    expect(await turns(session.id)).toBe(turnsBefore);
    const ours = (await running().messagesOf(session.id)).filter(
      ({ direction }) => direction === "outbound",
    );
    // Six digits may stand in an id or among the microseconds of a time.
    expect(JSON.stringify(ours)).not.toMatch(new RegExp(`(?<![\\w.-])${code}(?![\\w-])`));

    await ask(`/${id}/act`, { act: "export" });
    const built = await until("the archive is ready", async () => {
      const { exports } = await read(id);
      return exports.find(({ state }) => state === "ready") ?? null;
    });
    const { url } = z
      .object({ url: z.url() })
      .parse(await ask(`/exports/${built.id}`, { act: "copy_link" }));
    // What a link preview does: it reads, and uses nothing up.
    const page = await fetch(url);
    expect(await page.text()).toContain("10 downloads are left");
    const archive = await fetch(url.replace("/export/", "/api/export/"), { method: "POST" });
    expect(archive.status).toBe(200);
    const opened = unzip(Buffer.from(await archive.arrayBuffer()));
    const files = (name: string) => opened.get(name)?.toString("utf8") ?? "";
    expect(files("messages.json")).toContain("blue shoes");
    expect(files("profile.json")).toContain(customer.phone);
    expect(files("requests.json")).toContain("A copy");
    expect(files("README.txt")).toContain("Request PR-");
    for (const part of ["consent", "conversations", "recall", "tickets", "feedback", "media"]) {
      expect(Array.isArray(JSON.parse(files(`${part}.json`))), part).toBe(true);
    }
    expect((await read(id)).exports[0]?.downloads).toBe(1);

    await ask(`/exports/${built.id}`, { act: "revoke" });
    const gone = await fetch(url.replace("/export/", "/api/export/"), { method: "POST" });
    expect(gone.status).toBe(410);
  });

  it("holds thousands of messages and large files whole, names the file that is missing, and its link ends", async () => {
    const { session, id } = await accessRequest();
    const { database } = running();
    const rows = Array.from({ length: messageCount }, (_, n) => ({
      ...{ session_id: session.id, customer_id: session.customer_id },
      ...{ direction: "inbound", author: "customer", message_type: "text" },
      ...{ text: `Line ${n}`, rendered_text: `Line ${n}`, embedding_status: "skipped" },
    }));
    for (let from = 0; from < rows.length; from += 500) {
      const { error } = await database.from("chat_messages").insert(rows.slice(from, from + 500));
      expect(error).toBeNull();
    }
    const [large, small, lost] = await Promise.all([
      keepFile(session, Buffer.alloc(20 * 1024 * 1024, "Parcelo")),
      keepFile(session, Buffer.from("a small picture")),
      keepFile(session, null),
    ]);
    await ask(`/${id}/act`, { act: "check", ...byHand });
    await ask(`/${id}/act`, { act: "export" });
    const built = await until("the large archive is ready", async () => {
      const { exports } = await read(id);
      return exports.find(({ state }) => state === "ready") ?? null;
    });
    expect(built.missing_files).toBe(1);
    for (const part of built.parts) expect(part.done, part.part).toBe(part.total);
    expect(built.parts).toContainEqual({ part: "media", total: 3, done: 3 });

    const { url } = z
      .object({ url: z.url() })
      .parse(await ask(`/exports/${built.id}`, { act: "copy_link" }));
    const link = url.replace("/export/", "/api/export/");
    const answer = await fetch(link, { method: "POST" });
    const opened = unzip(Buffer.from(await answer.arrayBuffer()));
    const json = (name: string): unknown => JSON.parse(opened.get(name)?.toString("utf8") ?? "");
    const texts = z.array(z.object({ text: z.string().optional() })).parse(json("messages.json"));
    const lines = new Set(texts.map(({ text }) => text));
    expect(rows.filter(({ text }) => !lines.has(text))).toEqual([]);
    const manifest = z
      .object({
        rows: z.record(z.string(), z.number()),
        files: z.array(z.object({ file: z.string(), size: z.number(), sha256: z.string() })),
        missing: z.array(z.object({ media_id: z.string(), why: z.string() })),
      })
      .parse(json("manifest.json"));
    expect(manifest.rows.messages).toBe(texts.length);
    expect(manifest.missing).toEqual([{ media_id: lost.id, why: "gone_from_storage" }]);
    for (const { id: mediaId, bytes } of [large, small]) {
      const kept = opened.get(`media/${mediaId}.jpg`);
      expect(kept?.equals(bytes ?? Buffer.alloc(0)), mediaId).toBe(true);
      expect(manifest.files).toContainEqual({
        file: `media/${mediaId}.jpg`,
        size: bytes?.length,
        sha256: createHash("sha256")
          .update(bytes ?? "")
          .digest("hex"),
      });
    }

    // What the cron does, seen from a week later.
    const inEightDays = new Date(Date.now() + 8 * 86_400_000).toISOString();
    const { error } = await database.rpc("expire_privacy_exports", { p_now: inEightDays });
    expect(error).toBeNull();
    expect((await fetch(link, { method: "POST" })).status).toBe(410);
    expect(await (await fetch(url)).text()).not.toContain("downloads are left");
  });
});

describe("a request made in the chat", () => {
  it("is opened by the agent, its code comes by itself, and the answer is told", async () => {
    const customer = someCustomer();
    await running().post(textEvent(customer, "Please delete all my personal data"));
    const sent = await until("the code has come without anybody's help", async () => {
      const texts = await running().sentTo(customer);
      return texts.find((text) => codeIn(text) !== null) ?? null;
    });
    // The words that announce it are there first.
    const texts = await running().sentTo(customer);
    expect(texts.indexOf(sent)).toBeGreaterThan(0);
    await running().post(textEvent(customer, codeIn(sent) ?? ""));
    const session = await running().sessionOf(customer);
    const request = await until("the person is proved", async () => {
      const { data } = await running()
        .database.from("privacy_requests")
        .select("id,state,channel")
        .eq("customer_id", session?.customer_id ?? "")
        .eq("state", "ready");
      return data?.[0] ?? null;
    });
    expect(request.channel).toBe("chat_tool");
    await ask(`/${request.id}/act`, { act: "refuse", reason: "legal_duty" });
    await until("the refusal has left", async () =>
      (await running().sentTo(customer)).some((text) => text.includes("makes us keep this data")),
    );
    await until("the request says so", async () =>
      (await read(request.id)).notices.some(
        ({ about, state }) => about === "refused" && state === "told",
      ),
    );
  });
});

/** The six digits of the message that brings a code. */
const codeIn = (text: string) => /your code for request \S+ is (\d{6})\b/.exec(text)?.[1] ?? null;

const messageCount = 3_000;
const byHand = { how: "document", evidence: "Passport seen at the desk" };

/** A picture that somebody sent, in the bucket or, without bytes, lost from it. */
async function keepFile(session: { id: string; customer_id: string }, bytes: Buffer | null) {
  const { database } = running();
  const [id, messageId] = [randomUUID(), randomUUID()];
  const path = `${session.customer_id}/${id}`;
  const message = await database.from("chat_messages").insert({
    ...{ id: messageId, session_id: session.id, customer_id: session.customer_id },
    ...{ direction: "inbound", author: "customer", message_type: "image" },
    ...{ rendered_text: "[Image]", embedding_status: "skipped" },
  });
  expect(message.error).toBeNull();
  if (bytes) {
    const stored = await database.storage
      .from("chat-media")
      .upload(path, bytes, { contentType: "image/jpeg" });
    expect(stored.error).toBeNull();
  }
  const media = await database.from("chat_media").insert({
    ...{ id, message_id: messageId, storage_path: path, mime_type: "image/jpeg" },
    ...{ status: "stored", enrichment_status: "done", file_size: bytes?.length ?? 1 },
  });
  expect(media.error).toBeNull();
  return { id, bytes };
}

async function turns(sessionId: string): Promise<number | null> {
  const { count } = await running()
    .database.from("agent_turns")
    .select("id", { count: "exact", head: true })
    .eq("session_id", sessionId);
  return count;
}
