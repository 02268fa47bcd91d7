import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Providers, startProviders } from "../../providers/start-providers";
import { callStandIn, eventually, type StandIn } from "./call-stand-in";
import { type AppDouble, startAppDouble } from "./start-app-double";

const RUTH = "+256700000101";
let app: AppDouble;
let providers: Providers;
let api: StandIn;

beforeEach(async () => {
  app = await startAppDouble();
  providers = await startProviders({ port: 0, dataDir: null, webhookUrl: app.webhookUrl });
  api = callStandIn(providers.url);
});
afterEach(async () => {
  await providers.close();
  await app.close();
});

describe("an accepted send", () => {
  it("answers as the platform does, with a wamid that holds the number", async () => {
    const answer = await api.send(RUTH, "Your quote is ready.");
    expect(answer.success).toBe(true);
    const id = answer.data.messages?.[0]?.id ?? "";
    const decoded = Buffer.from(id.replace("wamid.", ""), "base64").toString("latin1");
    expect(decoded).toContain("256700000101");
  });

  it("takes a number without + as the same customer", async () => {
    await api.send("256700000101", "hello");
    const { messages } = await api.messages((await api.customer("Namukasa Ruth")).id);
    expect(messages.map(({ text }) => text)).toEqual(["hello"]);
  });

  it("is followed by the echo, then sent and delivered, never read by itself", async () => {
    const answer = await api.send(RUTH, "Hello Ruth");
    const id = answer.data.messages?.[0]?.id;
    await eventually(
      () => app.received,
      (seen) => seen.length >= 3,
    );
    // Webhooks are independent of each other: on a busy machine one may overtake another.
    expect(new Set(app.statuses().map(({ status }) => status))).toEqual(
      new Set(["sent", "delivered"]),
    );
    expect(app.statuses().every((one) => one.id === id)).toBe(true);
    expect(app.statuses()[0]?.recipient_id).toBe("256700000101");
    const [echo] = app.echoes();
    expect(echo?.data.messages?.[0]?.id).toBe(id);
    expect(JSON.parse(echo?.data.chat?.metadata ?? "{}")).toEqual({
      type: "text",
      text: { body: "Hello Ruth" },
    });
    await new Promise((resolve) => setTimeout(resolve, 450));
    expect(app.statuses()).toHaveLength(2);
    expect(app.received.every(({ url }) => url.endsWith("?token=secret-token"))).toBe(true);
  });

  it("is read at once with autoRead", async () => {
    await api.settings({ autoRead: true, delays: { read: 200 } });
    await api.send(RUTH, "Hello");
    await eventually(
      () => app.statuses(),
      (seen) => seen.length >= 3,
    );
    expect(new Set(app.statuses().map(({ status }) => status))).toEqual(
      new Set(["sent", "delivered", "read"]),
    );
  });

  it("posts neither echo nor statuses when they are off, and the phone still gets it", async () => {
    await api.settings({ echo: false, statuses: false, delays: { delivered: 20 } });
    await api.send(RUTH, "quiet");
    const { id } = await api.customer("Namukasa Ruth");
    await eventually(
      () => api.messages(id),
      ({ messages }) => messages[0]?.status === "delivered",
    );
    expect(app.received).toEqual([]);
  });

  it("waits for the app's answer to the echo first with echoBeforeResponse", async () => {
    await api.settings({ echoBeforeResponse: true });
    app.answerWith(200, 250);
    const started = performance.now();
    await api.send(RUTH, "slow");
    expect(performance.now() - started).toBeGreaterThanOrEqual(245);
    expect(app.ofEvent("message.sent")).toHaveLength(1);
  });

  it("loses events while the app fails, without a second attempt", async () => {
    app.answerWith(503);
    await api.send(RUTH, "hello");
    await eventually(
      () => app.received,
      (seen) => seen.length >= 3,
    );
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(app.received).toHaveLength(3);
    const { entries } = await api.journal("?target=webhook");
    expect(entries.map(({ outcome, status }) => [outcome, status])).toEqual(
      Array(3).fill(["failed", 503]),
    );
  });

  it("gives a stranger's number a phone in the simulator", async () => {
    await api.send("+254711222333", "karibu", { first_name: "Amina", last_name: "Said" });
    expect((await api.customer("Amina Said")).phone).toBe("+254711222333");
  });

  it("carries header, footer and buttons, and strips markup with purifyHtml", async () => {
    await api.settings({ purifyHtml: true });
    const buttons = [{ id: "quote_accept:Q-77", title: "Accept quote" }];
    await api.send(RUTH, "See <b>this</b> a&b https://x.example/?a=1&b=2", {
      header: "Quote",
      footer: "Parcelo",
      buttons,
    });
    const { messages } = await api.messages((await api.customer("Namukasa Ruth")).id);
    expect(messages[0]).toMatchObject({
      kind: "interactive",
      text: "See this a&amp;b https://x.example/?a=1&amp;b=2",
      header: "Quote",
      footer: "Parcelo",
      buttons,
    });
  });
});

describe("a refused send", () => {
  it.each([
    ["no key", { headers: {} }, 401],
    ["a wrong key", { headers: { authorization: "Bearer nope" } }, 401],
  ])("answers %s with 401", async (_, init, status) => {
    const response = await api.platform("POST", "/api/send", { phone: RUTH, message: "x" }, init);
    expect(response.status).toBe(status);
    expect(await response.json()).toHaveProperty("error");
  });

  it.each([
    ["no message", { phone: RUTH }],
    ["an empty message", { phone: RUTH, message: "" }],
    ["no phone", { message: "x" }],
    ["a business-scoped id as phone", { phone: "UG.48151623420815162342", message: "x" }],
    ["a national number", { phone: "0700", message: "x" }],
    ["a body that is no object", "hello"],
  ])("answers %s with 400 and the fields", async (_, body) => {
    const response = await api.platform("POST", "/api/send", body);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ statusCode: 400, errors: expect.anything() });
    const { entries } = await api.journal("?target=send");
    expect(entries.map(({ outcome }) => outcome)).toEqual(["refused"]);
  });

  it.each([
    ["a text over 4,096 characters", { message: "x".repeat(4097) }],
    ["blank text", { message: "   " }],
    [
      "four buttons",
      { message: "x", buttons: [1, 2, 3, 4].map((n) => ({ id: `${n}`, title: "t" })) },
    ],
    ["a long title", { message: "x", buttons: [{ id: "1", title: "t".repeat(21) }] }],
    [
      "equal button ids",
      { message: "x", buttons: ["a", "b"].map((title) => ({ id: "1", title })) },
    ],
  ])("refuses %s with 131009 inside HTTP 200", async (_, body) => {
    const answer = await api.send(RUTH, "", body);
    expect(answer.success).toBe(false);
    expect(answer.data.error?.code).toBe(131009);
    expect((await api.messages((await api.customer("Namukasa Ruth")).id)).messages).toEqual([]);
  });

  it("echoes a refusal as well, with success false", async () => {
    await api.fault({ target: "send", kind: "refusal", code: 131026 });
    await api.send(RUTH, "x");
    await eventually(
      () => app.echoes(),
      (seen) => seen.length === 1,
    );
    expect(app.echoes()[0]).toMatchObject({ success: false, data: { error: { code: 131026 } } });
    expect(app.statuses()).toEqual([]);
  });

  it.each([
    [{ subscriptionActive: false }, /subscribe/],
    [{ whatsappConnected: false }, /whatsapp/],
  ])("answers 403 with %j", async (settings, words) => {
    await api.settings(settings);
    const response = await api.platform("POST", "/api/send", { phone: RUTH, message: "x" });
    expect(response.status).toBe(403);
    expect(await response.json()).toMatchObject({ message: expect.stringMatching(words) });
  });

  it("answers 429 with retry-after above the rate limit", async () => {
    await api.settings({ requestsPerMinute: 2 });
    const statuses: number[] = [];
    for (let i = 0; i < 6; i += 1) {
      const response = await api.platform("POST", "/api/send", { phone: RUTH, message: `${i}` });
      statuses.push(response.status);
      if (response.status === 429)
        expect(Number(response.headers.get("retry-after"))).toBeGreaterThan(0);
    }
    // Six, since the minute may turn over once in between.
    expect(statuses.filter((status) => status === 429).length).toBeGreaterThan(0);
    expect(statuses.slice(0, 2)).toEqual([200, 200]);
  });

  it("enforces the 24-hour window only when told to", async () => {
    const ruth = await api.customer("Namukasa Ruth");
    const at = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString();
    await api.write(ruth.id, [{ kind: "text", text: "old", sent_at: at(25) }]);
    expect((await api.send(RUTH, "free text")).success).toBe(true);
    await api.settings({ enforceWindow: true });
    expect((await api.send(RUTH, "free text")).data.error?.code).toBe(131047);
    const template = {
      name: "agent_response",
      language: { code: "en" },
      components: [body("Ruth")],
    };
    const response = await api.platform("POST", "/api/send/template", { phone: RUTH, template });
    expect(await response.json()).toMatchObject({ data: { success: true } });
    await api.write(ruth.id, [{ kind: "text", text: "new", sent_at: at(23) }]);
    expect((await api.send(RUTH, "free text")).success).toBe(true);
  });
});

describe("templates", () => {
  it("lists approved templates in pages", async () => {
    const first = await (await api.platform("GET", "/api/templates?per_page=5")).json();
    expect(first).toMatchObject({ meta: { current_page: 1, last_page: 2, total: 9 } });
    expect(first.data).toHaveLength(5);
    expect(JSON.parse(first.data[0].metadata)).toMatchObject({
      status: "APPROVED",
      language: "en",
    });
    const second = await (await api.platform("GET", "/api/templates?per_page=5&page=2")).json();
    expect(second.data).toHaveLength(4);
    expect((await api.platform("GET", "/api/templates?page=0")).status).toBe(400);
  });

  it("fills in the variables and refuses a wrong number of them, or an unknown template", async () => {
    const template = (name: string, code: string, values: string[]) => ({
      phone: RUTH,
      template: { name, language: { code }, components: [body(...values)] },
    });
    const send = async (...given: Parameters<typeof template>) =>
      (await api.platform("POST", "/api/send/template", template(...given))).json();
    expect(await send("quotation_ready", "en", ["Ruth", "Q-77", "USD 84"])).toMatchObject({
      data: { success: true, data: { messages: [{ message_status: "accepted" }] } },
    });
    expect(await send("quotation_ready", "en", ["Ruth"])).toMatchObject({
      data: { success: false, data: { error: { code: 132000 } } },
    });
    expect(await send("quotation_ready", "sw", ["Ruth"])).toMatchObject({
      data: { data: { error: { code: 132001 } } },
    });
    const { messages } = await api.messages((await api.customer("Namukasa Ruth")).id);
    expect(messages).toHaveLength(1);
    expect(messages[0]?.text).toContain("Hello Ruth, your quote Q-77 is ready: USD 84");
  });

  it("verifies the key", async () => {
    expect((await api.platform("GET", "/api/verify")).status).toBe(200);
    expect((await api.platform("GET", "/api/verify", undefined, { headers: {} })).status).toBe(401);
  });
});

function body(...values: string[]) {
  return { type: "body", parameters: values.map((text) => ({ type: "text", text })) };
}
