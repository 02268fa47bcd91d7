import { describe, expect, it } from "vitest";
import { one, queuedReply, startConversation } from "./scenario";
import { asStaff } from "./staff-actor";
import { call, openTestDatabase } from "./test-database";

const database = openTestDatabase();

type Span = { at: string; received: number; replies: number; reply_p50_ms: number | null };
type Overview = { by: string; spans: Span[]; reply_ms: { p50: number; p95: number } | null };

const inTwoHours = () => new Date(Date.now() + 7_200_000).toISOString();
const sum = (overview: Overview, key: "received" | "replies") =>
  overview.spans.reduce((total, span) => total + span[key], 0);

/** Turns that ended at `end`, whose customers waited so many milliseconds. */
async function answeredTurns(waitsMs: number[], end: string) {
  const service = await database.as("service_role");
  const client = await database.superuser();
  const { sessionId } = await startConversation(service);
  await client.query(
    `insert into agent_turns (session_id, customer_id, state, outcome, fence, lease_until, from_seq, upto_seq,
       requested_at, finished_at, cost_usd, input_tokens)
     select s.id, s.customer_id, 'finished', 'sent', 1000000 + w.n, now(), 1, 1,
            $2::timestamptz - w.ms * interval '1 millisecond', $2::timestamptz, 0.01, 100
     from chat_sessions s, unnest($3::integer[]) with ordinality w (ms, n) where s.id = $1`,
    [sessionId, end, waitsMs],
  );
  return { client, sessionId };
}

describe("overview", () => {
  it("shows the same figures before and after they are rolled up, however often that happens", async () => {
    const service = await database.as("service_role");
    await queuedReply(service);
    const { client } = await answeredTurns([1_000, 2_000, 4_000], new Date().toISOString());
    const support = await asStaff(database, "support");
    const live = await call<Overview>(support, "overview", 2, "Africa/Kampala");
    expect(sum(live, "received")).toBe(2);
    expect(sum(live, "replies")).toBe(3);

    // Side by side and again: an hour is counted once.
    const [first, second] = await Promise.all([
      database.as("service_role"),
      database.as("service_role"),
    ]);
    await Promise.all([
      call(first, "roll_up_figures", inTwoHours()),
      call(second, "roll_up_figures", inTwoHours()),
    ]);
    await call(service, "roll_up_figures", inTwoHours());
    expect(await one(client, "select sum(received)::int n from hourly_figures")).toEqual({ n: 2 });
    const rolled = await call<Overview>(support, "overview", 2, "Africa/Kampala");
    expect(rolled.spans).toEqual(live.spans);
    expect(rolled.reply_ms).toEqual(live.reply_ms);

    // Retention takes the messages; what was counted stays.
    await client.query("delete from chat_sessions");
    await call(service, "roll_up_figures", inTwoHours());
    expect(await one(client, "select sum(received)::int n from hourly_figures")).toEqual({ n: 2 });
    await client.query("truncate hourly_figures cascade");
  });

  it("percentiles are within 7 % of the exact ones", async () => {
    const waits = Array.from({ length: 500 }, (_, index) => 300 + index * index);
    const { client } = await answeredTurns(waits, new Date().toISOString());
    const support = await asStaff(database, "support");
    const { reply_ms: found } = await call<Overview>(support, "overview", 1, "UTC");
    const exact = (share: number) => waits[Math.ceil(share * waits.length) - 1] ?? 0;
    expect(Math.abs((found?.p50 ?? 0) / exact(0.5) - 1)).toBeLessThan(0.075);
    expect(Math.abs((found?.p95 ?? 0) / exact(0.95) - 1)).toBeLessThan(0.075);
    await client.query("delete from chat_sessions");
  });

  it("a day is the viewer's day, through a change of the clocks too", async () => {
    const support = await asStaff(database, "support");
    const kampala = await call<Overview>(support, "overview", 7, "Africa/Kampala");
    expect(kampala.by).toBe("day");
    expect(kampala.spans).toHaveLength(7);
    for (const { at } of kampala.spans) expect(new Date(at).getUTCHours()).toBe(21);
    const berlin = await call<Overview>(support, "overview", 366, "Europe/Berlin");
    const hours = new Set(berlin.spans.map(({ at }) => new Date(at).getUTCHours()));
    expect([...hours].sort()).toEqual([22, 23]);
  });

  it("every role of staff reads it and nobody else", async () => {
    for (const role of ["support", "privacy", "admin"] as const) {
      const reader = await asStaff(database, role);
      expect((await call<Overview>(reader, "overview", 1, "UTC")).by).toBe("hour");
    }
    const inactive = await asStaff(database, "admin", false);
    await expect(call(inactive, "overview", 1, "UTC")).rejects.toThrow(
      "This needs one of the roles",
    );
    const nobody = await database.as("anon");
    await expect(call(nobody, "overview", 1, "UTC")).rejects.toThrow("permission denied");
    const support = await asStaff(database, "support");
    await expect(call(support, "overview", 1, "Nowhere/Town")).rejects.toThrow("unknown_time_zone");
    await expect(call(support, "overview", 0, "UTC")).rejects.toThrow("days_out_of_range");
    await expect(call(support, "roll_up_figures")).rejects.toThrow("permission denied");
  });
});

describe("what waits now", () => {
  it("counts what the lists show and names an account stop", async () => {
    const service = await database.as("service_role");
    const client = await database.superuser();
    const { sessionId } = await startConversation(service);
    await client.query("select give_to_human($1, 'customer_asked')", [sessionId]);
    // A person owns it, so no turn is due; the customer waits all the same.
    await client.query(
      "update chat_sessions set last_inbound_at = now() - interval '24 hours' where id = $1",
      [sessionId],
    );
    await client.query(
      `insert into wa_events (dedupe_key, event_type, raw, status, park_reason)
       values ('content:overview', 'message', '{}', 'parked', 'invalid_sender')`,
    );
    await client.query(
      "insert into send_stops (phone_number_id, error_code) values ('700800900100200', 131031)",
    );
    const support = await asStaff(database, "support");
    const now = await call<{
      sessions: { human: number };
      human_since: string;
      unanswered_since: string;
      parked: { count: number };
      send_stops: { error_code: number }[];
      queues: { kind: string }[];
    }>(support, "overview_now");
    const listed = await call<{ rows: unknown[] }>(support, "list_sessions", "human");
    expect(now.sessions.human).toBe(listed.rows.length);
    expect(Date.parse(now.human_since)).toBeLessThanOrEqual(Date.now());
    expect(Date.parse(now.unanswered_since)).toBeLessThan(Date.now() - 86_000_000);
    expect(now.parked.count).toBe(1);
    expect(now.send_stops.map(({ error_code }) => error_code)).toEqual([131031]);
    expect(now.queues.map(({ kind }) => kind)).toContain("turns");
  });

  it("badges show operations to admins only, and nothing to anybody else", async () => {
    const admin = await asStaff(database, "admin");
    expect(await call(admin, "navigation_badges")).toEqual(
      expect.objectContaining({ sessions: 1, parked: 1, jobs: 0 }),
    );
    const support = await asStaff(database, "support");
    expect(Object.keys(await call(support, "navigation_badges")).sort()).toEqual([
      "sessions",
      "tickets",
    ]);
    const inactive = await asStaff(database, "support", false);
    await expect(call(inactive, "navigation_badges")).rejects.toThrow(
      "This needs one of the roles",
    );
  });
});
