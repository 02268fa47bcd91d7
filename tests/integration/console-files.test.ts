import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { makeSample } from "../../local/luminous/media/sample-files";
import { signInEverybody, type Visitor } from "./console-visitors";
import { openStack } from "./open-stack";
import { until } from "./running-stack";
import { openPhone } from "./simulated-phone";

/** Files between staff and customers over HTTP, both ways, as a browser meets them. */
const { stack, running } = openStack();
let cookies: Record<Visitor, string>;
beforeAll(async () => {
  cookies = await signInEverybody(stack(), running());
});

const ask = (visitor: Visitor, address: string, init: RequestInit = {}) =>
  fetch(`${stack().urls.app}/api/console${address}`, {
    redirect: "manual",
    ...init,
    headers: { cookie: cookies[visitor], origin: stack().urls.app, ...init.headers },
  });
const rows = z.object({
  rows: z.array(z.object({ id: z.string(), kind: z.string(), session_id: z.string() })),
});

/** The id of a customer by a name that only they have. */
const idOf = (name: string) =>
  until("the customer is there", async () => {
    const { database } = running();
    const { data } = await database.from("customers").select("id").eq("display_name", name);
    return data?.[0]?.id ?? null;
  });

async function storedFiles(name: string, count: number) {
  const query = new URLSearchParams({ customer_id: await idOf(name), state: "stored" });
  return until("the files are stored", async () => {
    const found = rows.parse(await (await ask("support", `/media?${query}`)).json()).rows;
    return found.length === count ? found : null;
  });
}

/** A customer who asked for a person, and the conversation in which support answers now. */
async function takenOver() {
  const phone = await openPhone(stack().urls.providers, `Staff file ${randomUUID().slice(0, 6)}`);
  await phone.send({ kind: "text", text: "I want to talk to a person" });
  const customerId = await idOf(phone.name);
  const { database } = running();
  const { data } = await database.from("chat_sessions").select("id").eq("customer_id", customerId);
  const sessionId = data?.[0]?.id ?? "";
  const taken = await ask("support", `/sessions/${sessionId}/take-over`, {
    method: "POST",
    body: "{}",
  });
  expect(taken.status).toBe(200);
  return { phone, sessionId };
}

describe("a customer's file", () => {
  it("is opened by an address that lapses; a document is only ever saved, and a stranger gets nothing", async () => {
    const phone = await openPhone(stack().urls.providers, `Files ${randomUUID().slice(0, 6)}`);
    await phone.send(
      { kind: "image", file: "damaged-parcel" },
      { kind: "document", file: "invoice-1182" },
    );
    const files = await storedFiles(phone.name, 2);
    const photo = files.find(({ kind }) => kind === "image")?.id ?? "";
    const paper = files.find(({ kind }) => kind === "document")?.id ?? "";
    const opened = await ask("privacy", `/media/${photo}/file`);
    expect(opened.status).toBe(302);
    expect(Object.fromEntries(opened.headers)).toMatchObject({
      "cache-control": "private, no-store",
      "referrer-policy": "no-referrer",
      "x-content-type-options": "nosniff",
    });
    const seen = await fetch(opened.headers.get("location") ?? "");
    expect(seen.headers.get("content-type")).toBe("image/jpeg");
    expect(seen.headers.get("content-disposition")).toBeNull();
    const saved = await ask("support", `/media/${paper}/file`);
    const bytes = await fetch(saved.headers.get("location") ?? "");
    expect(bytes.headers.get("content-disposition")).toMatch(/^attachment.*invoice-1182\.pdf/);
    expect(
      Buffer.from(await bytes.arrayBuffer())
        .subarray(0, 5)
        .toString(),
    ).toBe("%PDF-");
    for (const outsider of ["stranger", "nobody", "deactivated admin"] as const) {
      expect((await ask(outsider, `/media/${photo}/file`)).status).not.toBe(302);
    }
  });
});

describe("a file of staff", () => {
  it("arrives on the customer's phone before its words, once, and is refused from any other site", async () => {
    const { phone, sessionId } = await takenOver();
    const bytes = new Uint8Array(await makeSample("running-shoes"));
    const about = { client_key: randomUUID(), name: "shoes.jpg", words: "Are these the ones?" };
    const send = (headers: Record<string, string> = {}) =>
      ask("support", `/sessions/${sessionId}/files`, {
        method: "POST",
        body: bytes,
        headers: { "x-file": encodeURIComponent(JSON.stringify(about)), ...headers },
      });
    expect((await send({ origin: "https://elsewhere.example" })).status).toBe(403);
    const [first, second] = [await send(), await send()];
    expect([first.status, second.status]).toEqual([200, 200]);
    const shown = await until("the file lies on the phone", async () => {
      const answer = await fetch(`${stack().urls.providers}/_local/customers/${phone.id}/messages`);
      const { messages } = z
        .object({
          messages: z.array(
            z.looseObject({ direction: z.string(), kind: z.string(), text: z.string() }),
          ),
        })
        .parse(await answer.json());
      const ours = messages.filter(({ direction }) => direction === "out");
      return ours.some(({ text }) => text === about.words) ? ours : null;
    });
    const place = shown.findIndex(({ kind }) => kind === "image");
    expect(shown.filter(({ kind }) => kind === "image")).toHaveLength(1);
    expect(shown[place + 1]).toMatchObject({ kind: "text", text: about.words });
    const [kept] = await storedFiles(phone.name, 1);
    const { data } = await running()
      .database.from("chat_media")
      .select("mime_type, file_size")
      .eq("id", kept?.id ?? "");
    expect(data).toEqual([{ mime_type: "image/jpeg", file_size: bytes.length }]);
  });

  it("that is not what may be sent leaves nothing behind", async () => {
    const { sessionId } = await takenOver();
    const { data: before } = await running().database.from("chat_media").select("id");
    const about = { client_key: randomUUID(), name: "invoice.pdf", words: "" };
    const answer = await ask("support", `/sessions/${sessionId}/files`, {
      method: "POST",
      body: "<script>alert(1)</script>",
      headers: { "x-file": encodeURIComponent(JSON.stringify(about)) },
    });
    expect(answer.status).toBe(415);
    const { data: after } = await running().database.from("chat_media").select("id");
    expect(after).toHaveLength(before?.length ?? -1);
  });
});
