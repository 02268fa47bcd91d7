import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Providers, startProviders } from "../../providers/start-providers";
import { callStandIn, eventually, type StandIn } from "./call-stand-in";
import { type AppDouble, startAppDouble } from "./start-app-double";

const RUTH = "+256700000101";
const BRIAN = "+256772000418";
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

const attempt = (phone: string, signal = AbortSignal.timeout(30_000)) =>
  api.platform("POST", "/api/send", { phone, message: "hello" }, { signal });
/** A caller that has no answer when its newest request has come so far, nor a moment later, and leaves. */
async function giveUp(hasCome: (outcome: string) => boolean, laterMs = 100) {
  const known = (await journalled()).length;
  const patience = new AbortController();
  const end = attempt(RUTH, patience.signal).then(
    () => "an answer",
    (error: Error) => error.name,
  );
  await eventually(journalled, (seen) => seen.slice(known).some((one) => hasCome(one.outcome)));
  await new Promise((resolve) => setTimeout(resolve, laterMs));
  patience.abort();
  expect(await end).toBe("AbortError");
}
/** The platform call's signal must not replace its headers. */
async function onPhone(name: string) {
  return (await api.messages((await api.customer(name)).id)).messages;
}
async function journalled() {
  const { entries } = await api.journal("?target=send");
  return entries.map(({ outcome, status, fault }) => ({ outcome, status, fault }));
}

describe("faults of a send", () => {
  it("delay: the answer comes late, and the message is sent even if nobody waits", async () => {
    await api.fault({ target: "send", kind: "delay", ms: 200 });
    const started = performance.now();
    expect((await attempt(RUTH)).status).toBe(200);
    expect(performance.now() - started).toBeGreaterThanOrEqual(195);
    await api.local("DELETE", "/faults");
    await api.fault({ target: "send", kind: "delay", ms: 1_000 });
    await giveUp(() => true, 0);
    await eventually(
      () => onPhone("Namukasa Ruth"),
      (seen) => seen.length === 2,
    );
  });

  it("hang: no answer and no message", async () => {
    await api.fault({ target: "send", kind: "hang", times: 1 });
    await giveUp((outcome) => outcome === "failed");
    expect(await onPhone("Namukasa Ruth")).toEqual([]);
    expect(await journalled()).toEqual([{ outcome: "failed", status: null, fault: "hang" }]);
  });

  it.each([
    [429, 7],
    [500, undefined],
    [503, undefined],
  ])("status %i: the HTTP error and no message", async (status, retry_after_s) => {
    await api.fault({ target: "send", kind: "status", status, retry_after_s });
    const response = await attempt(RUTH);
    expect(response.status).toBe(status);
    expect(response.headers.get("retry-after")).toBe(retry_after_s ? String(retry_after_s) : null);
    expect(await onPhone("Namukasa Ruth")).toEqual([]);
    expect(await journalled()).toEqual([{ outcome: "failed", status, fault: "status" }]);
  });

  it.each([131026, 131047, 131056, 130429, 999999])("refusal with code %i", async (code) => {
    await api.fault({ target: "send", kind: "refusal", code });
    const answer = await api.send(RUTH, "hello");
    expect(answer).toMatchObject({ success: false, message: expect.stringContaining(`${code}`) });
    expect(answer.data.error).toMatchObject({ code, error_data: { details: expect.any(String) } });
    expect(await onPhone("Namukasa Ruth")).toEqual([]);
  });

  it("refusal without a code: the shape of a lost connection to Meta", async () => {
    await api.fault({ target: "send", kind: "refusal" });
    const answer = await api.send(RUTH, "hello");
    expect(answer.success).toBe(false);
    expect(answer).not.toHaveProperty("message");
    expect(answer.data.error).not.toHaveProperty("code");
    expect(await onPhone("Namukasa Ruth")).toEqual([]);
  });

  it("accept_then_time_out: the customer has it, echo and statuses tell, the answer never comes", async () => {
    await api.fault({ target: "send", kind: "accept_then_time_out", times: 1 });
    await giveUp((outcome) => outcome === "accepted");
    expect(await onPhone("Namukasa Ruth")).toHaveLength(1);
    await eventually(
      () => app.received,
      (seen) => seen.length === 3,
    );
    expect(app.statuses()).toHaveLength(2);
    expect(app.echoes()[0]?.success).toBe(true);
    expect(await journalled()).toEqual([
      { outcome: "accepted", status: null, fault: "accept_then_time_out" },
    ]);
  });

  it("accept_then_time_out, silent: nothing ever tells", async () => {
    await api.fault({ target: "send", kind: "accept_then_time_out", silent: true });
    await giveUp((outcome) => outcome === "accepted");
    await eventually(
      () => onPhone("Namukasa Ruth"),
      (seen) => seen[0]?.status === "delivered",
    );
    // A webhook is written down when it leaves, not when it has arrived.
    expect((await api.journal("?target=webhook")).entries).toEqual([]);
  });

  it("accept_then_500 and accept_then_no_connection: the customer has it all the same", async () => {
    await api.fault({ target: "send", kind: "accept_then_500", times: 1 });
    await api.fault({ target: "send", kind: "accept_then_no_connection", times: 1 });
    expect((await attempt(RUTH)).status).toBe(500);
    expect((await api.send(RUTH, "again")).success).toBe(false);
    expect(await onPhone("Namukasa Ruth")).toHaveLength(2);
    const outcomes = (await journalled()).map(({ outcome }) => outcome);
    expect(outcomes).toEqual(["accepted", "accepted"]);
  });

  it("no_id: success without the message id, and the echo has it", async () => {
    await api.fault({ target: "send", kind: "no_id" });
    const answer = await api.send(RUTH, "hello");
    expect(answer.success).toBe(true);
    expect(answer.data).not.toHaveProperty("messages");
    await eventually(
      () => app.echoes(),
      (seen) => seen.length === 1,
    );
    const [message] = await onPhone("Namukasa Ruth");
    expect(app.echoes()[0]?.data.messages?.[0]?.id).toBe(message?.id);
  });

  it("accept_then_fail: sent, then failed with the code, and never on the phone", async () => {
    await api.fault({ target: "send", kind: "accept_then_fail", code: 131026 });
    expect((await api.send(RUTH, "hello")).success).toBe(true);
    await eventually(
      () => app.statuses(),
      (seen) => seen.length === 2,
    );
    expect(app.statuses().find(({ status }) => status === "failed")).toMatchObject({
      errors: [{ code: 131026 }],
    });
    expect(await onPhone("Namukasa Ruth")).toEqual([]);
  });

  it("applies to templates through their own target", async () => {
    await api.fault({ target: "template", kind: "status", status: 500 });
    const template = { name: "agent_response", language: { code: "en" } };
    const response = await api.platform("POST", "/api/send/template", { phone: RUTH, template });
    expect(response.status).toBe(500);
    expect((await api.send(RUTH, "text")).success).toBe(true);
  });
});

describe("which requests a fault hits", () => {
  it("only the phone or the text named, and only so many times", async () => {
    await api.fault({ target: "send", kind: "status", status: 500, phone: "256772000418" });
    await api.fault({
      target: "send",
      kind: "refusal",
      code: 131026,
      contains: "parcel",
      times: 2,
    });
    expect((await attempt(BRIAN)).status).toBe(500);
    expect((await attempt(RUTH)).status).toBe(200);
    const sent: boolean[] = [];
    for (let i = 0; i < 3; i += 1) sent.push((await api.send(RUTH, "your parcel")).success);
    expect(sent).toEqual([false, false, true]);
  });

  it("with a probability, in the same pattern every time", async () => {
    async function pattern() {
      const other = await startProviders({ port: 0, dataDir: null, webhookUrl: app.webhookUrl });
      const its = callStandIn(other.url);
      await its.fault({ target: "send", kind: "refusal", code: 131000, probability: 0.4 });
      const sent: boolean[] = [];
      for (let i = 0; i < 40; i += 1) sent.push((await its.send(RUTH, "x")).success);
      await other.close();
      return sent;
    }
    const first = await pattern();
    expect(await pattern()).toEqual(first);
    const refused = first.filter((success) => !success).length;
    expect(refused).toBeGreaterThan(6);
    expect(refused).toBeLessThan(28);
  });

  it("is listed with its hits, removed by id or altogether, and checked when added", async () => {
    await api.fault({ target: "send", kind: "status", status: 500 });
    await api.fault({ target: "responses", kind: "hang" });
    await attempt(RUTH);
    const { body } = await api.local("GET", "/faults");
    expect(body).toMatchObject({
      faults: [
        { id: 1, hits: 1 },
        { id: 2, hits: 0 },
      ],
    });
    expect((await api.local("DELETE", "/faults/1")).body).toEqual({ removed: 1 });
    expect((await api.local("DELETE", "/faults/1")).status).toBe(404);
    expect((await api.local("DELETE", "/faults")).body).toEqual({ removed: 1 });
    expect((await attempt(RUTH)).status).toBe(200);
    const wrong = [
      { target: "send", kind: "explode" },
      { target: "responses", kind: "accept_then_500" },
      { target: "send", kind: "status", status: 200 },
      { target: "send", kind: "hang", probabilty: 1 },
    ];
    for (const fault of wrong) expect((await api.local("POST", "/faults", fault)).status).toBe(400);
  });
});
