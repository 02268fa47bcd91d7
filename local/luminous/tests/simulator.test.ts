import { createHmac } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Providers, startProviders } from "../../providers/start-providers";
import { callStandIn, type StandIn } from "./call-stand-in";
import { type AppDouble, startAppDouble } from "./start-app-double";

const RUTH = "+256700000101";
let app: AppDouble;
let providers: Providers;
let api: StandIn;
let ruth: string;

beforeEach(async () => {
  app = await startAppDouble();
  providers = await startProviders({ port: 0, dataDir: null, webhookUrl: app.webhookUrl });
  api = callStandIn(providers.url);
  ruth = (await api.customer("Namukasa Ruth")).id;
});
afterEach(async () => {
  await providers.close();
  await app.close();
});

const receivedMessages = () =>
  app.values("message.received").flatMap((value) => value.messages ?? []);

describe("customers", () => {
  it("has some to start with, one of them without a phone number", async () => {
    const customers = await api.customers();
    expect(customers.map(({ name }) => name)).toContain("Okello Brian");
    expect(customers.filter(({ phone }) => phone === null)).toHaveLength(1);
  });

  it("creates by phone, by business-scoped id, or both; refuses neither, wrong or taken", async () => {
    const create = (body: object) => api.local("POST", "/customers", body);
    expect(await create({ name: "Amina", phone: "+254711222333" })).toMatchObject({ status: 200 });
    expect(await create({ name: "Zawadi", wa_user_id: "UG.123abc" })).toMatchObject({
      body: { phone: null, wa_user_id: "UG.123abc" },
    });
    expect((await create({ name: "Nobody" })).status).toBe(400);
    expect((await create({ name: "Wrong", phone: "0700" })).status).toBe(400);
    expect((await create({ name: "Wrong", wa_user_id: "12" })).status).toBe(400);
    expect((await create({ name: "Double", phone: RUTH })).status).toBe(409);
    expect((await create({ name: "Double", wa_user_id: "UG.123abc" })).status).toBe(409);
  });

  it("answers 404 for an unknown one", async () => {
    const messages = [{ kind: "text", text: "x" }];
    expect((await api.local("POST", "/customers/nobody/messages", { messages })).status).toBe(404);
  });
});

describe("what a customer writes", () => {
  it("reaches the app in the live envelope, one webhook a message, at once", async () => {
    app.answerWith(200, 2_500);
    const started = performance.now();
    const texts = ["Hello", "are you there?", "my parcel PCL-20418"];
    const written = await api.write(
      ruth,
      texts.map((text) => ({ kind: "text", text })),
    );
    // One after another they would take 7.5 s.
    expect(performance.now() - started).toBeLessThan(7_400);
    expect(written.map(({ webhook_status, status }) => [webhook_status, status])).toEqual(
      Array(3).fill([200, "accepted"]),
    );
    expect(app.received).toHaveLength(3);
    const [value] = app.values("message.received");
    expect(value).toMatchObject({
      metadata: { phone_number_id: "700800900100200", display_phone_number: "256312000411" },
      contacts: [{ profile: { name: "Namukasa Ruth" }, wa_id: "256700000101" }],
    });
    const bodies = receivedMessages().map(({ text }) => text);
    expect(bodies).toEqual(expect.arrayContaining(texts.map((body) => ({ body }))));
    expect(receivedMessages()[0]).toMatchObject({
      from: "256700000101",
      type: "text",
      timestamp: expect.stringMatching(/^\d{10}$/),
    });
    const { messages } = await api.messages(ruth);
    expect(messages.map(({ text, status }) => [text, status])).toEqual(
      texts.map((text) => [text, "accepted"]),
    );
  });

  it("goes into one webhook with batch", async () => {
    const written = await api.write(
      ruth,
      [
        { kind: "text", text: "one" },
        { kind: "text", text: "two" },
      ],
      true,
    );
    expect(app.received).toHaveLength(1);
    expect(receivedMessages().map(({ id }) => id)).toEqual(written.map(({ id }) => id));
  });

  it("comes without number from a customer known by id only", async () => {
    const { id } = await api.customer("Achieng Grace");
    await api.write(id, [{ kind: "text", text: "Hello" }]);
    const [value] = app.values("message.received");
    expect(value?.contacts).toEqual([
      { profile: { name: "Achieng Grace" }, user_id: "UG.48151623420815162342" },
    ]);
    expect(value?.messages?.[0]).not.toHaveProperty("from");
    expect(value?.messages?.[0]).toMatchObject({ from_user_id: "UG.48151623420815162342" });
  });

  it("is marked failed with the reason when the app refuses or is away", async () => {
    app.answerWith(503);
    expect((await api.write(ruth, [{ kind: "text", text: "x" }]))[0]).toMatchObject({
      webhook_status: 503,
      status: "failed",
    });
    await app.close();
    const [written] = await api.write(ruth, [{ kind: "text", text: "y" }]);
    expect(written).toMatchObject({ webhook_status: null, status: "failed" });
    expect(written?.reason).toContain("ECONNREFUSED");
    const { messages } = await api.messages(ruth);
    expect(messages.map(({ status }) => status)).toEqual(["failed", "failed"]);
    app = await startAppDouble();
  });

  it.each([
    [
      { kind: "button_reply", id: "quote_accept:Q-77", title: "Accept quote", reply_to: "wamid.x" },
      {
        type: "interactive",
        interactive: {
          type: "button_reply",
          button_reply: { id: "quote_accept:Q-77", title: "Accept quote" },
        },
        context: { from: "256312000411", id: "wamid.x" },
      },
      "Accept quote",
    ],
    [
      { kind: "list_reply", id: "ship_air", title: "Air freight" },
      {
        type: "interactive",
        interactive: { type: "list_reply", list_reply: { id: "ship_air", title: "Air freight" } },
      },
      "Air freight",
    ],
    [
      { kind: "location", latitude: 0.347596, longitude: 32.58252, name: "Garden City" },
      {
        type: "location",
        location: { latitude: 0.347596, longitude: 32.58252, name: "Garden City" },
      },
      "Garden City",
    ],
    [
      { kind: "image", caption: "This shoe" },
      {
        type: "image",
        image: {
          caption: "This shoe",
          mime_type: "image/jpeg",
          id: expect.stringMatching(/^\d+$/),
        },
      },
      "This shoe",
    ],
    [
      { kind: "voice" },
      { type: "audio", audio: { voice: true, mime_type: "audio/ogg; codecs=opus" } },
      "Voice message",
    ],
    [
      { kind: "document", filename: "Invoice 2231.pdf" },
      { type: "document", document: { filename: "Invoice 2231.pdf" } },
      "Invoice 2231.pdf",
    ],
    [{ kind: "sticker" }, { type: "sticker", sticker: { animated: false } }, "Sticker"],
    [{ kind: "video" }, { type: "video", video: { mime_type: "video/mp4" } }, "Video"],
  ])("has Meta's shape for %j", async (message, meta, bubble) => {
    await api.write(ruth, [message]);
    expect(receivedMessages()[0]).toMatchObject(meta);
    expect((await api.messages(ruth)).messages[0]?.text).toBe(bubble);
  });

  it("is a template's quick reply when it answers a template", async () => {
    const template = { name: "agent_response", language: { code: "en" }, components: parameters() };
    await api.platform("POST", "/api/send/template", { phone: RUTH, template });
    const [sent] = (await api.messages(ruth)).messages;
    await api.write(ruth, [
      { kind: "button_reply", id: "track_order:1", title: "Track order", reply_to: sent?.id },
    ]);
    expect(receivedMessages()[0]).toMatchObject({
      type: "button",
      button: { payload: "track_order:1", text: "Track order" },
    });
  });

  it("can be a reaction, which sits on the message and can be taken back", async () => {
    await api.send(RUTH, "Your quote is ready");
    const [sent] = (await api.messages(ruth)).messages;
    await api.write(ruth, [{ kind: "reaction", message_id: sent?.id, emoji: "👍" }]);
    expect((await api.messages(ruth)).messages).toMatchObject([{ reaction: "👍" }]);
    await api.write(ruth, [{ kind: "reaction", message_id: sent?.id, emoji: null }]);
    expect((await api.messages(ruth)).messages[0]).not.toHaveProperty("reaction");
    const [, removed] = receivedMessages();
    expect(removed?.reaction).toEqual({ message_id: sent?.id });
  });

  it.each([
    [{ kind: "text", text: "" }],
    [{ kind: "text" }],
    [{ kind: "poll", text: "x" }],
    [{ kind: "text", text: "x", colour: "red" }],
    [{ kind: "location", latitude: 91, longitude: 0 }],
  ])("is refused with the reason when malformed: %j", async (message) => {
    const answer = await api.local("POST", `/customers/${ruth}/messages`, { messages: [message] });
    expect(answer.status).toBe(400);
    expect(app.received).toEqual([]);
    expect((await api.messages(ruth)).messages).toEqual([]);
  });
});

describe("what a poller sees", () => {
  it("gets each change once, in order, and nothing twice", async () => {
    // Nothing happens to a message until the chat is opened.
    await api.settings({ delays: { sent: 60_000, delivered: 60_000 } });
    const empty = await api.messages(ruth);
    await api.write(ruth, [{ kind: "text", text: "hi" }]);
    await api.send(RUTH, "hello");
    const first = await api.messages(ruth, `?after=${empty.cursor}`);
    expect(first.messages.map(({ text }) => text)).toEqual(["hi", "hello"]);
    await api.local("POST", `/customers/${ruth}/read`);
    const read = await api.messages(ruth, `?after=${first.cursor}`);
    expect(read.messages).toMatchObject([{ text: "hello", status: "read" }]);
    const nothing = await api.messages(ruth, `?after=${read.cursor}`);
    expect(nothing).toEqual({ messages: [], cursor: read.cursor });
  });

  it("starts with the newest messages and a cursor that misses nothing", async () => {
    for (const text of ["one", "two", "three"]) await api.send(RUTH, text);
    const newest = await api.messages(ruth, "?limit=2");
    expect(newest.messages.map(({ text }) => text)).toEqual(["two", "three"]);
    await api.local("POST", `/customers/${ruth}/read`);
    const changes = await api.messages(ruth, `?after=${newest.cursor}`);
    // In the order of change, which is not that of sending.
    expect(new Set(changes.messages.map(({ text, status }) => `${text} ${status}`))).toEqual(
      new Set(["one read", "two read", "three read"]),
    );
  });
});

describe("opening the chat", () => {
  it("counts unread, then reads all: what was under way arrives first", async () => {
    await api.settings({ delays: { sent: 60_000, delivered: 60_000 } });
    await api.send(RUTH, "one");
    await api.send(RUTH, "two");
    expect(await api.customer("Namukasa Ruth")).toMatchObject({ unread: 2, last_message: "two" });
    const { body } = await api.local("POST", `/customers/${ruth}/read`);
    expect(body).toEqual({ read: 2 });
    expect((await api.customer("Namukasa Ruth")).unread).toBe(0);
    const [one] = (await api.messages(ruth)).messages;
    const ofOne = app.statuses().filter(({ id }) => id === one?.id);
    expect(ofOne.map(({ status }) => status)).toEqual(["sent", "delivered", "read"]);
    await new Promise((resolve) => setTimeout(resolve, 250));
    expect(app.statuses()).toHaveLength(6);
    expect((await api.local("POST", `/customers/${ruth}/read`)).body).toEqual({ read: 0 });
  });
});

describe("the platform's own inbox", () => {
  it("shows on the phone and tells the app by an echo only", async () => {
    const answer = await api.local("POST", "/staff-inbox", { phone: RUTH, text: "Allan here" });
    expect(answer.body).toMatchObject({ webhook_status: 200 });
    const [message] = (await api.messages(ruth)).messages;
    expect(message).toMatchObject({ direction: "out", text: "Allan here" });
    await new Promise((resolve) => setTimeout(resolve, 250));
    expect(app.received).toHaveLength(1);
    expect(app.echoes()[0]?.data.messages?.[0]?.id).toBe(message?.id);
    expect((await api.journal("?target=send")).entries).toEqual([]);
  });
});

describe("a raw webhook", () => {
  it("goes through byte by byte with its signature", async () => {
    const raw = '{ "object" : "x" } ';
    const signature = `sha256=${createHmac("sha256", "s").update(raw).digest("hex")}`;
    const response = await fetch(`${providers.url}/_local/webhook`, {
      method: "POST",
      headers: { "content-type": "application/json", "x-hub-signature-256": signature },
      body: raw,
    });
    expect(await response.json()).toMatchObject({ webhook_status: 200, body: '{"status":200}' });
    expect(app.received[0]?.body).toBe(raw);
  });
});

function parameters() {
  return [{ type: "body", parameters: [{ type: "text", text: "Ruth" }] }];
}
