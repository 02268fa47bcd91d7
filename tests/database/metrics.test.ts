import { describe, expect, it } from "vitest";
import { databaseFamilies, familyOf } from "@/lib/metrics/families";
import {
  beginSend,
  claim,
  ingest,
  messageItem,
  queuedReply,
  recordSend,
  sendSettings,
  someWamid,
  startConversation,
  statusItem,
} from "./scenario";
import { call, openTestDatabase } from "./test-database";

const database = openTestDatabase();
type Sample = { name: string; labels: Record<string, string>; value: number };

const inMinutes = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();

async function read(client: Awaited<ReturnType<typeof database.as>>, minutes: number) {
  const { samples } = await call<{ samples: Sample[] }>(client, "metrics_now", inMinutes(minutes));
  return (name: string, labels: Record<string, string> = {}) =>
    samples
      .filter(
        (each) =>
          each.name === name &&
          Object.entries(labels).every(([key, value]) => each.labels[key] === value),
      )
      .reduce((sum, each) => sum + each.value, 0);
}

describe("metrics", () => {
  it("count every row once, whoever asks how often, and never go down", async () => {
    const service = await database.as("service_role");
    const admin = await database.superuser();
    const { messageId, turn } = await queuedReply(service);
    const begun = await beginSend(service, messageId);
    const wamid = someWamid();
    await recordSend(service, begun.attempt_id, { kind: "accepted", wa_message_id: wamid });
    await ingest(
      service,
      statusItem(wamid, "sent"),
      statusItem(wamid, "delivered"),
      statusItem(wamid, "delivered"),
    );
    await ingest(service, { ...messageItem(), park_reason: "unknown_shape" });
    await ingest(service, {
      ...statusItem(someWamid(), "made-up-by-somebody"),
      event_type: "made-up",
    });
    await admin.query(
      `update agent_turns set model = 'gpt-6-luna', input_tokens = 100, output_tokens = 20, cost_usd = 0.5,
       recall_count = 2, recall_included = true, triage = '{"recall_arms": {"vector": "ok", "lexical": "ok"}}',
       latency_ms = latency_ms || '{"model": 700}' where id = $1`,
      [turn.turn_id],
    );

    // Nothing is counted before it has settled.
    expect((await read(service, 0))("parcelo_turns_total")).toBe(0);
    const others = await Promise.all(Array.from({ length: 3 }, () => database.as("service_role")));
    await Promise.all(others.map((each) => call(each, "count_metrics", inMinutes(3))));
    const value = await read(service, 3);
    expect(value("parcelo_intake_events_total", { kind: "message", outcome: "stored" })).toBe(1);
    expect(value("parcelo_intake_events_total", { kind: "message", outcome: "parked" })).toBe(1);
    expect(value("parcelo_intake_events_total", { kind: "other" })).toBe(1);
    expect(value("parcelo_receipts_total", { status: "delivered" })).toBe(1);
    expect(value("parcelo_send_attempts_total", { outcome: "accepted" })).toBe(1);
    expect(value("parcelo_turns_total", { outcome: "sent" })).toBe(1);
    expect(value("parcelo_model_tokens_total", { kind: "input" })).toBe(100);
    expect(value("parcelo_model_cost_usd_total", { model: "gpt-6-luna" })).toBe(0.5);
    expect(value("parcelo_recall_turns_total", { found: "hits", vector: "ok" })).toBe(1);
    expect(value("parcelo_turn_step_seconds_bucket", { step: "model", le: "0.5" })).toBe(0);
    expect(value("parcelo_turn_step_seconds_bucket", { step: "model", le: "1" })).toBe(1);
    expect(value("parcelo_turn_step_seconds_bucket", { step: "model", le: "+Inf" })).toBe(1);
    expect(value("parcelo_turn_step_seconds_sum", { step: "model" })).toBeCloseTo(0.7);
    expect(value("parcelo_parked_events")).toBe(1);
    expect(value("parcelo_database_bytes")).toBeGreaterThan(1_000_000);
    expect(value("parcelo_database_connections")).toBeGreaterThan(0);

    // An erasure takes the rows; what was counted stays counted.
    await admin.query("delete from customers; delete from wa_events");
    const later = await read(service, 4);
    expect(later("parcelo_turns_total", { outcome: "sent" })).toBe(1);
    expect(later("parcelo_intake_events_total", { kind: "message", outcome: "stored" })).toBe(1);
  });

  it("a scrape leaves what is hours behind to the job, and says how far behind its counters are", async () => {
    const service = await database.as("service_role");
    const admin = await database.superuser();
    await call(service, "count_metrics", inMinutes(6));
    const behind = (await read(service, 6))("parcelo_counters_behind_seconds");
    expect(behind).toBeCloseTo(90, 0);
    const { rows } = await admin.query("select counted_upto from metric_cursor");
    expect((await read(service, 60))("parcelo_counters_behind_seconds")).toBeGreaterThan(3_000);
    expect((await admin.query("select counted_upto from metric_cursor")).rows).toEqual(rows);
    await call(service, "count_metrics", inMinutes(60));
    expect((await read(service, 60))("parcelo_counters_behind_seconds")).toBeCloseTo(90, 0);
  });

  it("carry no value of the outside and no label that an outsider chose", async () => {
    const service = await database.as("service_role");
    const { samples } = await call<{ samples: Sample[] }>(service, "metrics_now", inMinutes(61));
    const words = samples.flatMap((each) => Object.values(each.labels)).map(String);
    expect(words).not.toContain("made-up");
    for (const word of words) expect(word).toMatch(/^[\w.+-]{1,40}$/);
    expect(samples.length).toBeLessThan(400);
    // /metrics writes families that it knows only.
    const known = Object.keys(databaseFamilies);
    expect(
      samples.map((each) => familyOf(each.name)).filter((name) => !known.includes(name)),
    ).toEqual([]);
  });
});

describe("traces", () => {
  const traceparent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

  it("one thread runs from the webhook's rows to the turn, its sends and their receipts", async () => {
    const service = await database.as("service_role");
    const item = messageItem();
    const stored = await call<{ turn_session_ids: string[] }>(
      service,
      "ingest_webhook",
      JSON.stringify([item]),
      sendSettings,
      traceparent,
    );
    const [sessionId = ""] = stored.turn_session_ids;
    const turn = await claim(service, sessionId);
    const trace = await call<{ traceparent: string; origin: string }>(
      service,
      "turn_trace",
      turn.turn_id,
    );
    expect(trace.origin).toBe(traceparent);
    expect(trace.traceparent).toMatch(/^00-0af7651916cd43dd8448eb211c80319c-[0-9a-f]{16}-01$/);
    expect(trace.traceparent).not.toBe(traceparent);

    await call(service, "save_draft", turn.turn_id, turn.fence, ["Yes."], {});
    const { message_ids } = await call<{ message_ids: string[] }>(
      service,
      "commit_turn",
      turn.turn_id,
      turn.fence,
      { quiet_window_ms: 0, max_wait_ms: 1, max_restarts: 2 },
    );
    expect(await call(service, "message_trace", message_ids[0])).toMatchObject({
      traceparent: trace.traceparent,
      turn_id: turn.turn_id,
    });
    const begun = await beginSend(service, message_ids[0] ?? "");
    const wamid = someWamid();
    await recordSend(service, begun.attempt_id, { kind: "accepted", wa_message_id: wamid });
    await ingest(service, statusItem(wamid, "delivered"));
    expect(await call(service, "receipt_traces", [wamid])).toMatchObject([
      { message_id: message_ids[0], traceparent: trace.traceparent, state: "delivered" },
    ]);
  });

  it("what comes without a trace has none, also in the transaction after one that had", async () => {
    const service = await database.as("service_role");
    await call(
      service,
      "ingest_webhook",
      JSON.stringify([messageItem()]),
      sendSettings,
      traceparent,
    );
    const { sessionId } = await startConversation(service);
    const turn = await claim(service, sessionId);
    expect(await call(service, "turn_trace", turn.turn_id)).toMatchObject({
      traceparent: null,
      origin: null,
    });
    await expect(
      call(service, "ingest_webhook", "[]", sendSettings, "+256772123456"),
    ).rejects.toMatchObject({ code: "22023" });
  });
});
