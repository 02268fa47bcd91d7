import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { type Stack, startStack } from "../../local/start-stack";
import { expectNoLeaks } from "../canary/expect-no-leaks";
import { appLog } from "./app-log";
import { type Span, startCollector } from "./collector-double";
import { type Customer, plantedCustomers, someCustomer, someWamid, textEvent } from "./customer";
import { attend, type RunningStack, until } from "./running-stack";

let collector: Awaited<ReturnType<typeof startCollector>>;
let stack: Stack;
let running: RunningStack;

beforeAll(async () => {
  collector = await startCollector();
  stack = await startStack({
    env: {
      REPLY_QUIET_WINDOW_MS: "200",
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
      TELEGRAM_MESSAGES_PER_MINUTE: "60",
    },
  });
  running = attend(stack);
});
afterAll(async () => {
  if (!stack) return collector?.close();
  try {
    const traces = { where: "traces", text: collector.text() };
    await expectNoLeaks(stack, { planted: plantedCustomers(), more: [traces] });
  } finally {
    await stack.stop();
    collector.close();
  }
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
    const rootsOf = (spans: Span[]) => {
      const ids = new Set(spans.map((span) => span.spanId));
      return spans.filter((span) => !ids.has(span.parentSpanId ?? ""));
    };
    const trace = await until("the whole trace has arrived", async () => {
      const all = collector.spans();
      const delivered = all.find((span) => span.name === "delivered");
      const own = all.filter((span) => span.traceId === delivered?.traceId);
      // A span may be exported before the one that it hangs under, which ends later.
      const isWhole = names.every((name) => own.some((span) => span.name === name));
      return isWhole && rootsOf(own).length === 1 ? own : null;
    });
    const byId = new Map(trace.map((span) => [span.spanId, span]));
    expect(rootsOf(trace).map((span) => span.name)).toEqual(["webhook"]);
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
    // That the search of every stack for leaks would find each of them.
    const leaked = [customer.waId, customer.name, wamid, words, running.secret];
    for (const text of leaked) {
      const search = expectNoLeaks(stack, { more: [{ where: "planted", text }] });
      // A long text is found by each of its pieces; nothing is found anywhere else.
      await expect(search).rejects.toThrow(/^\d+ leaks[^\n]*(\n[^\n]* in planted: [^\n]*)+$/);
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
  it("a parked event is told once, with links; so is its end, and that it is back", async () => {
    // An attempt before this one may have left its alert open.
    await running.database.from("alerts").delete().eq("kind", "parked_events");
    const from = (await told()).length;
    /** The chat's messages about parked events, when there are so many; another look adds none. */
    const ofParked = async (count: number) => {
      const all = async () =>
        (await told()).slice(from).filter((text) => text.includes("could not be handled"));
      await until(`${count} are told`, async () => {
        await tellAgain();
        return (await all()).length >= count;
      });
      await tellAgain();
      expect(await all()).toHaveLength(count);
      return (await all()).at(-1);
    };

    await running.post({ event: "something.new", data: { shape: randomUUID() } });
    const raised = await ofParked(1);
    expect(raised).toContain("🔴");
    expect(raised).toContain(`${stack.env.APP_URL}/parked`);
    expect(raised).toContain("docs/runbook.md#parked-events");

    const dismissed = await running.database
      .from("wa_events")
      .update({ status: "dismissed" })
      .eq("status", "parked");
    expect(dismissed.error).toBeNull();
    await until("it is over", async () => {
      // As the tick three minutes later.
      await running.database.rpc("raise_alerts", {
        p_settings: { tells: true, limits: limits(), notify: [], remind_hours: 6, keep_days: 30 },
        p_now: new Date(Date.now() + 170_000).toISOString(),
      });
      const open = await running.database
        .from("alerts")
        .select("id")
        .eq("kind", "parked_events")
        .eq("state", "open");
      return open.data?.length === 0;
    });
    expect(await ofParked(2)).toContain("🟢 Over:");

    await running.post({ event: "something.new", data: { shape: randomUUID() } });
    expect(await ofParked(3)).toContain("🔴");
  });

  it("an answer that the model refused to write is told, with what to do and without a word of the customer", async () => {
    const from = (await told()).length;
    await running.fault({ target: "responses", kind: "status", status: 401 });
    const customer = someCustomer("Kwagala Grace");
    await running.post(textEvent(customer, "Where is my zanzibar parcel?"));
    await until("a person has the conversation", async () => {
      return (await running.sessionOf(customer))?.owner === "human";
    });
    await until("it is told", async () => {
      await tellAgain();
      return (await told()).slice(from).some((text) => /The agent failed|agent errors/.test(text));
    });
    const text = (await told()).slice(from).join();
    expect(text).toContain("docs/runbook.md#agent-error");
    for (const word of ["zanzibar", "Kwagala", customer.waId]) expect(text).not.toContain(word);
  });

  it("customers are answered while Telegram is down, slow, asks to wait or refuses us; then everything is told, once", async () => {
    const before = (await told()).length;
    const faults = [
      { kind: "hang" },
      { kind: "status", status: 401 },
      { kind: "status", status: 429, retry_after_s: 30 },
      // Within the patience of the service: what it gives up on may be told all the same, and is told again.
      { kind: "delay", ms: 3_000 },
    ];
    for (const fault of faults) {
      await running.fault({ target: "telegram", ...fault });
      const customer = someCustomer();
      const [response] = await Promise.all([
        running.post(textEvent(customer, "Where is my parcel?")),
        tellAgain(),
      ]);
      expect(response.status).toBe(200);
      await answered(customer);
      await running.clearFaults();
    }
    // What a fault delayed waits for its next attempt.
    await until("everything is told", async () => {
      await tellAgain();
      const waiting = await running.database
        .from("alert_messages")
        .select("id", { count: "exact", head: true })
        .in("state", ["queued", "sending"]);
      return waiting.count === 0;
    });
    const { data } = await running.database.from("alert_channel").select("*").single();
    expect(data).toMatchObject({ error_code: null, failing_since: null });
    const after = (await told()).slice(before);
    expect(
      after.some((text) => /messages? in \d+ conversations?|Incoming message/.test(text)),
    ).toBe(true);
    expect(new Set(after).size).toBe(after.length);
    expect(after.join()).not.toContain("Where is my parcel?");
  });
});

describe("what is away itself", () => {
  it("while the job engine is away a webhook looks for alerts in its place, and one trace runs through two processes", async () => {
    const from = (await told()).length;
    // As at the beginning, whatever was before: no alert open, Telegram not paused.
    await running.database.from("alerts").delete().eq("kind", "queue_age");
    await running.database.from("alert_channel").update({ paused_until: null }).eq("is_only", true);
    const customer = someCustomer();
    let traceId = "";
    const exported = (...names: string[]) =>
      names.every((name) =>
        collector.spans().some((span) => span.traceId === traceId && span.name === name),
      );
    await stack.kill("inngest");
    try {
      expect((await running.post(textEvent(customer, "Is anybody there?"))).status).toBe(200);
      const session = await until("it is stored", () => running.sessionOf(customer));
      const aged = await running.database
        .from("chat_sessions")
        .update({ turn_requested_at: new Date(Date.now() - 6 * 60_000).toISOString() })
        .eq("id", session.id);
      expect(aged.error).toBeNull();
      const event = await running.database
        .from("wa_events")
        .select("traceparent")
        .eq("customer_id", session.customer_id)
        .single();
      traceId = event.data?.traceparent?.split("-")[1] ?? "";
      await until("the first process has exported its part", async () => exported("webhook"));

      // Another process, which knows nothing of the first one's minute.
      await stack.kill("app");
      await stack.restart("app");
      expect((await running.post(textEvent(someCustomer(), "Hello"))).status).toBe(200);
      await until("it is told without the engine", async () =>
        (await told()).slice(from).some((text) => text.includes("#queue-age-turns")),
      );
    } finally {
      await stack.restart("inngest");
    }
    await until("the customer is answered", async () => {
      await running.redrive();
      return (await running.sentTo(customer)).length > 0;
    });
    await until("the second process has exported the rest", async () =>
      exported("turn", "answer", "send", "delivered"),
    );
  });

  it("that the database is away is told once, past it, with what to do", async () => {
    const from = (await told()).length;
    // A process tells once an hour; this one has told nothing yet.
    await stack.kill("app");
    await stack.restart("app");
    await stack.kill("supabase");
    try {
      const answers = await Promise.all(
        [1, 2, 3].map((n) => running.post(textEvent(someCustomer(), `Hello ${n}`))),
      );
      expect(answers.map((answer) => answer.status)).toEqual([503, 503, 503]);
      const away = async () =>
        (await told()).slice(from).filter((text) => text.includes("cannot be stored"));
      await until("it is told", async () => (await away()).length > 0);
      expect(await away()).toHaveLength(1);
      expect((await away())[0]).toContain("docs/runbook.md#database-away");
      const metrics = await fetch(`${stack.urls.app}/metrics`, {
        headers: { authorization: `Bearer ${stack.env.METRICS_TOKEN}` },
      });
      expect(await metrics.text()).toMatch(/^parcelo_database_up 0$/m);
    } finally {
      await stack.restart("supabase");
    }
  });
});

const limits = () => ({ hand_over_minutes: 10, privacy_days: 7, queue_minutes: {} });
