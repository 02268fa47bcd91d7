import { describe, expect, it } from "vitest";
import {
  beginSend,
  claim as claimTurn,
  ingest,
  messageItem,
  one,
  queuedReply,
  recordSend,
  someWamid,
  startConversation,
} from "./scenario";
import { asStaff } from "./staff-actor";
import { call, openTestDatabase } from "./test-database";

const database = openTestDatabase();

const limits = {
  hand_over_minutes: 10,
  privacy_days: 7,
  queue_minutes: { turns: 5, sends: 5, embeddings: 30, media: 30, echoes: 10, reprocessing: 10 },
};
const settings = { tells: true, limits, notify: [], remind_hours: 6, keep_days: 30 };
const sending = { per_minute: 15, lease_ms: 30_000, with_personal: false };
/** When the test that runs went quiet: its minutes count from there, however long others took before it. */
let start = Date.now();
const at = (minutes: number) => new Date(start + minutes * 60_000).toISOString();

type Alert = { kind: string; key: string; amount: number; state: string; telling: string | null };
type Raised = { raised: number; cleared: number; queued: number };
type Claimed = {
  kind: "send" | "wait" | "nothing";
  batch: {
    batch_id: string;
    kind: string;
    messages: number;
    sessions: number;
    alert: Alert | null;
  };
};

/** Everything back to quiet, so that each test sees its own condition only. */
async function quiet() {
  start = Date.now();
  const client = await database.superuser();
  await client.query(`truncate alerts, alert_messages, wa_events, send_stops, privacy_requests, job_runs cascade;
    delete from customers; update alert_channel set paused_until = null, failures = 0, failing_since = null, error_code = null`);
  return { client, service: await database.as("service_role") };
}

const raise = (service: Awaited<ReturnType<typeof database.as>>, minute = 0, more = {}) =>
  call<Raised>(service, "raise_alerts", { ...settings, ...more }, at(minute));
const claim = (service: Awaited<ReturnType<typeof database.as>>, minute = 0, more = {}) =>
  call<Claimed>(service, "claim_alert_batch", { ...sending, ...more }, at(minute));

describe("alerts", () => {
  it("are raised once while a condition holds, and cleared three quiet minutes after it ended", async () => {
    const { client, service } = await quiet();
    await client.query(
      "insert into send_stops (phone_number_id, error_code) values ('700800900100200', 131031)",
    );
    expect(await raise(service)).toMatchObject({ raised: 1, cleared: 0 });
    const [second] = await Promise.all([
      raise(service, 1),
      raise(await database.as("service_role"), 1),
    ]);
    expect(second.raised).toBe(0);
    expect(
      await one(client, "select count(*)::int n, max(seen_count)::int seen from alerts"),
    ).toMatchObject({ n: 1 });
    expect(await one(client, "select count(*)::int n from alert_messages")).toEqual({ n: 1 });

    await client.query("update send_stops set ended_at = now()");
    expect(await raise(service, 2)).toMatchObject({ cleared: 0 });
    const told = await claim(service, 2);
    await call(service, "settle_alert_batch", told.batch.batch_id, { kind: "sent" }, at(2));
    expect(await raise(service, 5)).toMatchObject({ cleared: 1 });
    const recovery = await claim(service, 5);
    expect(recovery.batch).toMatchObject({
      kind: "cleared",
      alert: { kind: "send_account_stopped" },
    });

    // The same again is an alert of its own.
    await client.query("insert into send_stops (phone_number_id) values ('700800900100200')");
    expect(await raise(service, 20)).toMatchObject({ raised: 1 });
  });

  it("find what waits on a person, each only past its limit", async () => {
    const { client, service } = await quiet();
    const { sessionId } = await startConversation(service);
    await client.query(
      "update chat_sessions set owner = 'human', owner_since = $1, pending_turn_seq = null, turn_requested_at = null, turn_quiet_from = null where id = $2",
      [at(-9), sessionId],
    );
    await client.query("update chat_messages set embedding_status = 'embedded'");
    await raise(service);
    expect(await one(client, "select count(*)::int n from alerts")).toEqual({ n: 0 });

    const other = await startConversation(service);
    await ingest(service, { ...messageItem(), park_reason: "unknown_shape" });
    await client.query("update chat_messages set embedding_status = 'embedded'");
    await client.query("update chat_sessions set turn_requested_at = $1 where id = $2", [
      at(-6),
      other.sessionId,
    ]);
    await client.query(`insert into job_runs (run_id, function_id, state, started_at, finished_at, lease_until, error_class)
      values ('run-1', 'store-media', 'dead', now(), now(), now(), 'Error'), ('run-2', 'store-media', 'dead', now(), now(), now(), 'Error')`);
    await client.query(
      `insert into privacy_requests (customer_id, kind, channel, due_at)
      select (select id from customers limit 1), k.kind, 'console', k.due
      from (values ('access', $1::timestamptz), ('erasure', $2::timestamptz), ('objection', $3::timestamptz)) k (kind, due)`,
      [at(60 * 24 * 8), at(60 * 24 * 6), at(-1)],
    );
    await client.query(
      `insert into chat_messages (session_id, customer_id, direction, author, message_type, rendered_text, purpose, state, state_changed_at)
      select id, customer_id, 'outbound', 'bot', 'text', 'x', 'reply', 'unknown', $2 from chat_sessions where id = $1`,
      [sessionId, at(-6)],
    );
    await client.query(
      `insert into chat_media (message_id, status, updated_at) select id, 'failed', $1 from chat_messages limit 1`,
      [at(-1)],
    );
    await raise(service, 2);
    const { rows } = await client.query<{ kind: string; dedupe_key: string; amount: number }>(
      "select kind, case when dedupe_key ~ '^[0-9a-f-]{36}$' then 'id' else dedupe_key end as dedupe_key, amount from alerts order by 1, 2",
    );
    expect(rows.map((row) => `${row.kind} ${row.dedupe_key} ${row.amount}`)).toEqual([
      "hand_over_waiting all 1",
      "job_dead store-media 2",
      "media_failed all 1",
      "parked_events all 1",
      "privacy_deadline_near id 1",
      "privacy_deadline_near id 1",
      "privacy_deadline_over id 1",
      "queue_age turns 1",
      "sends_in_doubt all 1",
    ]);
  });

  it("are told again only while nobody has acknowledged them, and acknowledging is audited", async () => {
    const { client, service } = await quiet();
    await client.query("insert into send_stops (phone_number_id) values ('700800900100200')");
    await raise(service);
    await raise(service, 5 * 60);
    expect(await one(client, "select count(*)::int n from alert_messages")).toEqual({ n: 1 });
    await raise(service, 6 * 60 + 1);
    await raise(service, 6 * 60 + 2);
    expect(
      await one(client, "select count(*)::int n from alert_messages where kind = 'reminded'"),
    ).toEqual({ n: 1 });
    const support = await asStaff(database, "support");
    const { id } = await one<{ id: string }>(client, "select id from alerts");
    expect(await call(support, "acknowledge_alert", id, "Meta has been called")).toBe(true);
    expect(await call(support, "acknowledge_alert", id, "me too")).toBe(false);
    expect(await one(client, "select note from alerts")).toEqual({ note: "Meta has been called" });
    expect(
      await one(
        client,
        "select count(*)::int n from audit_log where action = 'alert_acknowledged' and subject_id = (select id from alerts)",
      ),
    ).toEqual({ n: 1 });
    await raise(service, 13 * 60);
    expect(
      await one(client, "select count(*)::int n from alert_messages where kind = 'reminded'"),
    ).toEqual({ n: 1 });
    const list = await call<{ rows: Alert[]; open: number }>(support, "list_alerts");
    expect(list).toMatchObject({
      open: 1,
      rows: [{ kind: "send_account_stopped", note: "Meta has been called" }],
    });
    expect(await call(support, "open_alert_count")).toBe(0);
  });

  it("notices of single messages are queued once, and more than three leave as one", async () => {
    const { client, service } = await quiet();
    const notify = { notify: ["incoming", "reply", "agent_error"] };
    const first = await startConversation(service);
    await Promise.all([
      raise(service, 0, notify),
      raise(await database.as("service_role"), 0, notify),
    ]);
    await raise(service, 1, notify);
    expect(await one(client, "select count(*)::int n from alert_messages")).toEqual({ n: 1 });
    const single = await claim(service, 1, { with_personal: true });
    expect(single.batch).toMatchObject({
      kind: "incoming",
      messages: 1,
      session_id: first.sessionId,
      text: "Hello",
      number: first.phone,
    });
    await call(service, "settle_alert_batch", single.batch.batch_id, { kind: "sent" }, at(1));

    for (let n = 0; n < 3; n += 1) {
      const { phone } = await startConversation(service);
      await ingest(service, messageItem({ phone }), messageItem({ phone }));
    }
    await raise(service, 2, notify);
    const burst = await claim(service, 2, { with_personal: true });
    expect(burst.batch).toMatchObject({
      kind: "incoming",
      messages: 9,
      sessions: 3,
      text: null,
      number: null,
    });
    expect((await claim(service, 2)).kind).toBe("nothing");
  });

  it.each(["incoming", "reply", "agent_error"])(
    "notices of kind %s are queued, and only they, when only they are switched on",
    async (kind) => {
      const { client, service } = await quiet();
      const { messageId } = await queuedReply(service);
      const { attempt_id } = await beginSend(service, messageId);
      await recordSend(service, attempt_id, { kind: "accepted", wa_message_id: someWamid() });
      const failing = await startConversation(service);
      const turn = await claimTurn(service, failing.sessionId);
      await client.query(
        "update agent_turns set state = 'finished', outcome = 'failed', finished_at = now() where id = $1",
        [turn.turn_id],
      );
      await raise(service, 0, { notify: [] });
      expect(await one(client, "select count(*)::int n from alert_messages")).toEqual({ n: 0 });
      await raise(service, 1, { notify: [kind] });
      await raise(service, 2, { notify: [kind] });
      const queued = await client.query<{ kind: string }>("select kind from alert_messages");
      // Both customers wrote; one was answered, of the other the answer failed.
      expect(queued.rows.map((row) => row.kind)).toEqual(
        kind === "incoming" ? [kind, kind] : [kind],
      );
    },
  );

  it("hold a rate over all processes, and a failing Telegram pauses everything without losing any", async () => {
    const { client, service } = await quiet();
    await client.query(`insert into job_runs (run_id, function_id, state, started_at, finished_at, lease_until, error_class)
      select 'run-' || n, 'job-' || n, 'dead', now(), now(), now(), 'Error' from generate_series(1, 8) n`);
    await raise(service);
    const others = await Promise.all(Array.from({ length: 4 }, () => database.as("service_role")));
    const claims = await Promise.all(others.map((each) => claim(each, 1)));
    expect(new Set(claims.map((each) => each.batch.batch_id)).size).toBe(4);
    expect(new Set(claims.map((each) => each.batch.alert?.key)).size).toBe(4);
    for (const each of claims)
      await call(service, "settle_alert_batch", each.batch.batch_id, { kind: "sent" }, at(1));
    expect((await claim(service, 1, { per_minute: 4 })).kind).toBe("wait");

    const asked = await claim(service, 2);
    await call(
      service,
      "settle_alert_batch",
      asked.batch.batch_id,
      { kind: "retry", code: "http_429", retry_after_ms: 120_000 },
      at(2),
    );
    expect((await claim(service, 3)).kind).toBe("wait");
    const again = await claim(service, 4.1);
    expect(again.kind).toBe("send");
    await call(
      service,
      "settle_alert_batch",
      again.batch.batch_id,
      { kind: "retry", code: "http_401" },
      at(4.1),
    );
    expect(
      await one(
        client,
        "select error_code, failing_since is not null as failing from alert_channel",
      ),
    ).toEqual({ error_code: "http_401", failing: true });
    // A process that died with a claim gives it back when the lease is over.
    const dead = await claim(service, 10);
    let sent = 0;
    for (let minute = 11; minute < 16; minute += 1) {
      const next = await claim(service, minute);
      if (next.kind !== "send") break;
      sent += 1;
      await call(service, "settle_alert_batch", next.batch.batch_id, { kind: "sent" }, at(minute));
    }
    expect([dead.kind, sent]).toEqual(["send", 4]);
    expect(
      await one(client, "select count(*)::int n from alert_messages where state = 'sent'"),
    ).toEqual({ n: 8 });
    expect(await one(client, "select error_code from alert_channel")).toEqual({ error_code: null });
  });
});
