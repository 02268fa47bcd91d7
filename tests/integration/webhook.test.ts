import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { receivedEvent, someCustomer, someWamid, textEvent, textMessage } from "./customer";
import { openStack } from "./open-stack";
import { until } from "./running-stack";

const { stack, running } = openStack({
  env: {
    REPLY_QUIET_WINDOW_MS: "600",
    META_APP_SECRET: "test-app-secret",
    META_VERIFY_TOKEN: "verify-me",
  },
});

/** Events of one kind so far; receipts and echoes of earlier replies go on arriving meanwhile. */
const eventCount = async (type: "message" | "unknown") => {
  const { count } = await running()
    .database.from("wa_events")
    .select("id", { count: "exact", head: true })
    .eq("event_type", type);
  return count ?? 0;
};
const inboundCount = async () => (await eventCount("message")) + (await eventCount("unknown"));

describe("P1: one message, once", () => {
  it("the same webhook 50 times in parallel makes one message, one turn, one send", async () => {
    const customer = someCustomer();
    const body = JSON.stringify(textEvent(customer, "How much is a laptop from New York?"));
    const answers = await Promise.all(Array.from({ length: 50 }, () => running().post(body)));
    expect(answers.map((answer) => answer.status)).toEqual(Array(50).fill(200));
    const session = await until("the customer is answered", async () => {
      const found = await running().sessionOf(customer);
      return found &&
        found.pending_turn_seq === null &&
        (await running().sentTo(customer)).length > 0
        ? found
        : null;
    });
    const messages = await running().messagesOf(session.id);
    expect(messages.filter((each) => each.direction === "inbound")).toHaveLength(1);
    expect(messages.filter((each) => each.direction === "outbound")).toHaveLength(1);
    const turns = await running()
      .database.from("agent_turns")
      .select("id")
      .eq("session_id", session.id);
    expect(turns.data).toHaveLength(1);
    expect(await running().sentTo(customer)).toHaveLength(1);
  });
});

describe("P3: all of a batch", () => {
  it("one bad item is parked with its reason, every other entry, change and message goes through", async () => {
    const [ruth, joan] = [someCustomer("Ruth"), someCustomer("Joan")];
    const value = (messages: object[]) => receivedEvent([ruth, joan], messages).data.data.value;
    const body = {
      object: "whatsapp_business_account",
      entry: [
        {
          id: "1",
          changes: [
            {
              field: "messages",
              value: value([textMessage(ruth, "first"), { type: "text", text: null }]),
            },
          ],
        },
        {
          id: "2",
          changes: [
            { field: "messages", value: value([textMessage(joan, "second")]) },
            { field: "messages", value: value([textMessage(ruth, "third")]) },
          ],
        },
      ],
    };
    const parkedBefore = await running()
      .database.from("wa_events")
      .select("id")
      .eq("status", "parked");
    expect((await running().post(body)).status).toBe(200);
    const texts = async (customer: typeof ruth) => {
      const session = await running().sessionOf(customer);
      if (!session) throw new Error("The customer has no session");
      return (await running().messagesOf(session.id))
        .filter((m) => m.direction === "inbound")
        .map((m) => m.text);
    };
    expect(await texts(ruth)).toEqual(["first", "third"]);
    expect(await texts(joan)).toEqual(["second"]);
    const parked = await running()
      .database.from("wa_events")
      .select("park_reason")
      .eq("status", "parked");
    expect(parked.data).toHaveLength((parkedBefore.data?.length ?? 0) + 1);
  });

  it("a thousand messages in one request are all stored", async () => {
    const customers = Array.from({ length: 100 }, () => someCustomer());
    const messages = customers.flatMap((customer) =>
      Array.from({ length: 10 }, (_, n) => textMessage(customer, `line ${n}`)),
    );
    const before = await eventCount("message");
    expect((await running().post(receivedEvent(customers, messages))).status).toBe(200);
    expect(await eventCount("message")).toBe(before + 1_000);
  });
});

describe("P4: what is not ours to store is refused and stores nothing", () => {
  const customer = someCustomer();
  const body = JSON.stringify(textEvent(customer, "hello"));
  const large = JSON.stringify({ ...textEvent(customer, "hello"), padding: "x".repeat(3_200_000) });
  const signed = (text: string, secret = "test-app-secret") =>
    `sha256=${createHmac("sha256", secret).update(text).digest("hex")}`;
  const send = (query: string, text: string, headers: Record<string, string> = {}) =>
    fetch(`${running().webhookUrl}${query}`, { method: "POST", body: text, headers });

  it.each([
    ["no token", () => send("", body), 401],
    ["a wrong token", () => send("?token=wrong", body), 401],
    ["an empty token", () => send("?token=", body), 401],
    ["a wrong bearer", () => send("", body, { authorization: "Bearer wrong" }), 401],
    [
      "a signature of other bytes",
      () => send("", body, { "x-hub-signature-256": signed(`${body} `) }),
      401,
    ],
    [
      "a signature with another secret",
      () => send("", body, { "x-hub-signature-256": signed(body, "other") }),
      401,
    ],
    ["more than 3 MB", () => running().post(large), 413],
    [
      "more than 3 MB in chunks",
      () => running().post("", { body: chunks(large), duplex: "half" } as RequestInit),
      413,
    ],
    ["an array", () => running().post("[]"), 400],
    ["cut-off JSON", () => running().post(body.slice(0, 100)), 400],
    ["a bare string", () => running().post('"hello"'), 400],
    ["nothing", () => running().post(""), 400],
    [
      "bytes that are not UTF-8",
      () => running().post("", { body: new Uint8Array([0x7b, 0xff, 0x7d]) }),
      400,
    ],
  ])("%s", async (_, act, status) => {
    const before = await inboundCount();
    const answer = await act();
    expect(answer.status).toBe(status);
    expect(Object.keys(await answer.json())).toEqual(["error"]);
    expect(await inboundCount()).toBe(before);
  });

  it("a bearer token and Meta's signature are taken too", async () => {
    const bearer = { authorization: `Bearer ${running().secret}` };
    expect((await send("", body, bearer)).status).toBe(200);
    expect((await send("", body, { "x-hub-signature-256": signed(body) })).status).toBe(200);
  });

  it("an authentic object of unknown shape is parked with 200", async () => {
    const before = await eventCount("unknown");
    const answer = await running().post({ something: "else", at: Date.now() });
    expect(answer.status).toBe(200);
    expect(await eventCount("unknown")).toBe(before + 1);
  });

  it("Meta's challenge is answered only for the right verify token", async () => {
    const ask = (token: string) =>
      fetch(
        `${running().webhookUrl}?hub.mode=subscribe&hub.verify_token=${token}&hub.challenge=1158201444`,
      );
    const right = await ask("verify-me");
    expect([right.status, await right.text()]).toEqual([200, "1158201444"]);
    expect((await ask("verify-you")).status).toBe(403);
  });
});

describe("P10: outside the window nothing leaves", () => {
  it("a message sent two days ago is stored and goes to a person, unanswered", async () => {
    const customer = someCustomer();
    const old = new Date(Date.now() - 2 * 86_400_000);
    expect(
      (await running().post(textEvent(customer, "hello", someWamid(customer), old))).status,
    ).toBe(200);
    const session = await running().sessionOf(customer);
    expect(session).toMatchObject({ owner: "human", owner_reason: "arrived_after_window" });
    expect((await running().redrive()).status).toBe(200);
    expect(await running().sentTo(customer)).toEqual([]);
  });
});

describe("health", () => {
  it("/healthz speaks for the process, /readyz for what it needs", async () => {
    const health = await fetch(`${stack().urls.app}/healthz`);
    expect([health.status, (await health.json()).status]).toEqual([200, "ok"]);
    // The replies to a thousand messages may keep a slow machine from saying so at once.
    const readyz = async () => (await fetch(`${stack().urls.app}/readyz`)).status;
    await expect.poll(readyz, { timeout: 60_000 }).toBe(200);
  });
});

function chunks(text: string): ReadableStream<Uint8Array> {
  const bytes = new TextEncoder().encode(text);
  let at = 0;
  return new ReadableStream({
    pull(controller) {
      if (at >= bytes.length) {
        controller.close();
        return;
      }
      controller.enqueue(bytes.subarray(at, at + 65_536));
      at += 65_536;
    },
  });
}
