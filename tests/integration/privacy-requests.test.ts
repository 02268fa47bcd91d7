import { randomUUID } from "node:crypto";
import { crc32 } from "node:zlib";
import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { signInEverybody, type Visitor } from "./console-visitors";
import { someCustomer, textEvent } from "./customer";
import { openStack } from "./open-stack";
import { until } from "./running-stack";

const { stack, running } = openStack({
  env: { REPLY_QUIET_WINDOW_MS: "0", SUMMARY_MESSAGE_THRESHOLD: "1000" },
});
let cookies: Record<Visitor, string>;
beforeAll(async () => {
  cookies = await signInEverybody(stack(), running());
});

const detail = z.object({
  state: z.string(),
  exports: z.array(z.object({ id: z.string(), state: z.string(), downloads: z.number() })),
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

/** Somebody who wrote, and their access request as the privacy team wrote it down. */
async function accessRequest() {
  const customer = someCustomer();
  await running().post(textEvent(customer, "Where is my parcel with the blue shoes?"));
  const session = await until("the session is there", () => running().sessionOf(customer));
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
      return texts.find((text) => /\d{6}/.test(text)) ?? null;
    });
    const code = /\b(\d{6})\b/.exec(sent)?.[1] ?? "";
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
    expect(JSON.stringify(ours)).not.toContain(code);

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
    const files = unzip(Buffer.from(await archive.arrayBuffer()));
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
});

async function turns(sessionId: string): Promise<number | null> {
  const { count } = await running()
    .database.from("agent_turns")
    .select("id", { count: "exact", head: true })
    .eq("session_id", sessionId);
  return count;
}

/** The files of an archive by its central directory; nothing in it is compressed. */
function unzip(archive: Buffer): (name: string) => string {
  const end = archive.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  let at = archive.readUInt32LE(end + 16);
  const files = new Map<string, string>();
  for (let left = archive.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [nameLength, extraLength] = [
      archive.readUInt16LE(at + 28),
      archive.readUInt16LE(at + 30),
    ];
    const [size, local] = [archive.readUInt32LE(at + 20), archive.readUInt32LE(at + 42)];
    expect(archive.readUInt16LE(at + 10)).toBe(0);
    const name = archive.toString("utf8", at + 46, at + 46 + nameLength);
    const start = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
    const bytes = archive.subarray(start, start + size);
    expect(crc32(bytes), name).toBe(archive.readUInt32LE(at + 16));
    files.set(name, bytes.toString("utf8"));
    at += 46 + nameLength + extraLength + archive.readUInt16LE(at + 32);
  }
  return (name) => files.get(name) ?? "";
}
