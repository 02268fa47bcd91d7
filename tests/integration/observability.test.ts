import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { type Stack, startStack } from "../../local/start-stack";
import { appLog } from "./app-log";
import { startCollector } from "./collector-double";
import { type Customer, someCustomer, someWamid, textEvent } from "./customer";
import { attend, type RunningStack, until } from "./running-stack";

let collector: Awaited<ReturnType<typeof startCollector>>;
let stack: Stack;
let running: RunningStack;

beforeAll(async () => {
  collector = await startCollector();
  stack = await startStack({
    env: { REPLY_QUIET_WINDOW_MS: "200", OTEL_EXPORTER_OTLP_ENDPOINT: collector.url },
  });
  running = attend(stack);
});
afterAll(async () => {
  await stack.stop();
  collector.close();
});
afterEach(() => running.clearFaults());

const telegramList = z.object({ messages: z.array(z.object({ text: z.string() })) });

/** What the chat shows. */
async function told(): Promise<string[]> {
  const response = await fetch(`${stack.urls.providers}/_local/telegram/messages`);
  return telegramList.parse(await response.json()).messages.map(({ text }) => text);
}

const answered = (customer: Customer) =>
  until("the customer is answered", async () => (await running.sentTo(customer)).length > 0);

/** As the minute after: a channel that waits after a fault goes on at once. */
async function tellAgain() {
  const { error } = await running.database
    .from("alert_channel")
    .update({ paused_until: null })
    .eq("is_only", true);
  if (error) throw new Error(error.message);
  expect((await running.redrive()).status).toBe(200);
}

describe("one message, followed", () => {
  it("is one trace from webhook to delivered and one request_id in the log, and nothing of the customer is in either", async () => {
    const customer = someCustomer("Canary Kizza");
    const wamid = someWamid(customer);
    const words = "When does my suitcase from Guangzhou arrive?";
    await running.post(textEvent(customer, words, wamid));
    await answered(customer);
    const names = [
      ...["webhook", "rpc ingest_webhook", "announce", "turn", "claim", "prepare", "triage"],
      ...["recall", "answer", "model", "commit", "send", "delivered"],
    ];
    const trace = await until("the whole trace has arrived", async () => {
      const all = collector.spans();
      const delivered = all.find((span) => span.name === "delivered");
      const own = all.filter((span) => span.traceId === delivered?.traceId);
      return names.every((name) => own.some((span) => span.name === name)) ? own : null;
    });
    const byId = new Map(trace.map((span) => [span.spanId, span]));
    const roots = trace.filter((span) => !byId.has(span.parentSpanId ?? ""));
    expect(roots.map((span) => span.name)).toEqual(["webhook"]);
    const hangs = (name: string) =>
      trace
        .filter((span) => span.name === name)
        .map((span) => `${name} under ${byId.get(span.parentSpanId ?? "")?.name}`);
    // A tool makes the specialist be asked twice.
    const ways = new Set(["turn", "model", "send", "delivered"].flatMap(hangs));
    expect([...ways].sort()).toEqual([
      ...["delivered under turn", "model under answer", "model under triage"],
      ...["send under turn", "turn under webhook"],
    ]);

    const requestId = (trace[0]?.traceId ?? "").replace(
      /^(.{8})(.{4})(.{4})(.{4})(.{12})$/,
      "$1-$2-$3-$4-$5",
    );
    const events = appLog(stack)
      .split("\n")
      .filter((line) => line.includes(requestId))
      .map((line) => z.object({ event: z.string() }).parse(JSON.parse(line)).event);
    expect(events).toEqual(
      expect.arrayContaining(["Webhook stored", "Turn claimed", "Turn ended", "Send attempted"]),
    );

    const secrets = [
      ...[customer.waId, customer.name, "Kizza", wamid, wamid.slice(6, 40), words, "Guangzhou"],
      ...[running.secret, stack.env.SUPABASE_SERVICE_ROLE_KEY, stack.env.OPENAI_API_KEY],
      ...[stack.env.LUMINOUS_API_KEY, stack.env.TELEGRAM_BOT_TOKEN, "?token="],
    ];
    for (const secret of secrets) {
      expect(secret).toBeTruthy();
      expect(collector.text()).not.toContain(secret ?? "");
      expect(appLog(stack)).not.toContain(secret ?? "");
    }
  });
});

describe("/metrics", () => {
  const scrape = (token?: string) =>
    fetch(
      `${stack.urls.app}/metrics`,
      token ? { headers: { authorization: `Bearer ${token}` } } : {},
    );

  it("answers with its token only, in Prometheus' format, without anything personal", async () => {
    expect((await scrape()).status).toBe(401);
    expect((await scrape("wrong-token-of-some-length")).status).toBe(401);
    const customer = someCustomer();
    await running.post(textEvent(customer, "Hello"));
    await answered(customer);
    // Counters take rows when they have settled: as if ten minutes later.
    const later = new Date(Date.now() + 600_000).toISOString();
    const counted = await running.database.rpc("count_metrics", { p_now: later });
    expect(counted.error).toBeNull();

    const response = await scrape(stack.env.METRICS_TOKEN);
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toMatch(/^text\/plain/);
    const text = await response.text();
    const wanted = [
      /^# TYPE parcelo_turn_step_seconds histogram$/m,
      /^parcelo_turn_step_seconds_bucket\{le="\+Inf",step="model"\} [1-9]/m,
      /^parcelo_intake_events_total\{kind="message",outcome="stored"\} [1-9]/m,
      /^parcelo_send_attempts_total\{outcome="accepted"\} [1-9]/m,
      /^parcelo_turns_total\{.*outcome="sent"/m,
      /^parcelo_model_tokens_total\{.*kind="input"/m,
      /^parcelo_recall_turns_total\{/m,
      /^parcelo_queue_oldest_seconds\{queue="turns"\} /m,
      /^parcelo_media_files\{status="stored"\} 0$/m,
      /^parcelo_database_bytes [1-9]/m,
      /^parcelo_database_up 1$/m,
      /^parcelo_rpc_seconds_bucket\{.*function="ingest_webhook"/m,
      /^parcelo_http_request_seconds_count\{route="webhook",status="200"\} [1-9]/m,
      /^parcelo_model_call_seconds_count\{.*outcome="ok"/m,
      /^parcelo_nodejs_eventloop_lag_seconds /m,
      /^parcelo_process_resident_memory_bytes /m,
    ];
    expect(wanted.filter((line) => !line.test(text))).toEqual([]);
    for (const secret of [customer.waId, customer.name, "wamid", stack.env.METRICS_TOKEN ?? ""])
      expect(text).not.toContain(secret);
  });
});

describe("alerts on Telegram", () => {
  it("a parked event is told once, with links, and so is its end", async () => {
    await running.post({ event: "something.new", data: { shape: "unknown" } });
    await tellAgain();
    await tellAgain();
    const parked = (await told()).filter((text) => text.includes("could not be handled"));
    expect(parked).toHaveLength(1);
    expect(parked[0]).toContain(`${stack.env.APP_URL}/parked`);
    expect(parked[0]).toContain("docs/runbook.md#parked-events");

    const { error } = await running.database.rpc("raise_alerts", {
      p_settings: { tells: true, limits: limits(), notify: [], remind_hours: 6, keep_days: 30 },
    });
    expect(error).toBeNull();
    expect((await told()).filter((text) => text.includes("could not be handled"))).toHaveLength(1);
  });

  it("customers are answered while Telegram is down, slow, asks to wait or refuses us; then everything is told, once", async () => {
    const before = (await told()).length;
    const faults = [
      { kind: "hang" },
      { kind: "status", status: 401 },
      { kind: "status", status: 429, retry_after_s: 30 },
      { kind: "delay", ms: 6_000 },
    ];
    for (const fault of faults) {
      await running.fault({ target: "telegram", ...fault });
      const customer = someCustomer();
      const started = Date.now();
      const [response] = await Promise.all([
        running.post(textEvent(customer, "Where is my parcel?")),
        tellAgain(),
      ]);
      expect(response.status).toBe(200);
      await answered(customer);
      expect(Date.now() - started).toBeLessThan(15_000);
      await running.clearFaults();
    }
    await tellAgain();
    const { data } = await running.database.from("alert_channel").select("*").single();
    expect(data).toMatchObject({ error_code: null, failing_since: null });
    const after = (await told()).slice(before);
    expect(
      after.some((text) => /messages? in \d+ conversations?|Incoming message/.test(text)),
    ).toBe(true);
    expect(new Set(after).size).toBe(after.length);
    expect(after.join()).not.toContain("Where is my parcel?");
    const waiting = await running.database
      .from("alert_messages")
      .select("id", { count: "exact", head: true })
      .in("state", ["queued", "sending"]);
    expect(waiting.count).toBe(0);
  });
});

const limits = () => ({ hand_over_minutes: 10, privacy_days: 7, queue_minutes: {} });
