import { randomUUID } from "node:crypto";
import type pg from "pg";
import { describe, expect, it } from "vitest";
import { beginSend, one, queuedReply, recordSend, startConversation } from "./scenario";
import { asStaff } from "./staff-actor";
import { call, openTestDatabase } from "./test-database";

const database = openTestDatabase();
const jobs = ["agent-turn", "send-message", "reprocess-event"];

type Report = Record<string, unknown>;
type Row = { run_id: string; state: string; error_class: string | null };
type Page = { rows: Row[]; next: { at: string; id: string } | null };
type Claim = { claimed: object[]; retried: number; settled: number; refused: number };
type Failure = { function_id: string; error_class: string; runs: number; by_time: number[] };

let made = 0;
const someRunId = () => `01KAN${String(++made).padStart(8, "0")}TESTTESTTEST0`;

function report(over: Report = {}): Report {
  return {
    run_id: someRunId(),
    function_id: "agent-turn",
    event_name: "chat/turn.requested",
    subject_kind: "session",
    subject_id: randomUUID(),
    state: "running",
    attempt: 1,
    max_attempts: 4,
    app_version: "0.1.0",
    started_at: new Date().toISOString(),
    lease_ms: 600_000,
    request: null,
    ...over,
  };
}
const timeout = { class: "ModelTimeout", code: "model_timeout", step: "generate-0" };
const failed = (over: Report = {}) =>
  report({ state: "failed", attempt: 4, error: timeout, steps_failed: 1, ...over });

async function record(client: pg.Client, ...reports: Report[]): Promise<void> {
  for (const each of reports) await call(client, "record_job_run", each);
}

const service = () => database.as("service_role");

describe("recording", () => {
  it("a run is one row, whatever the order of its reports, and late ones do not open it again", async () => {
    const [client, reader] = [await service(), await database.superuser()];
    const start = report();
    const request = { at: start.started_at, ms: 5, attempt: 1, steps: [], error: null };
    await record(
      client,
      { ...start, state: "completed", steps_done: 2, outcome: "sent", request },
      start,
      { ...start, state: "retrying", attempt: 2, error: timeout },
    );
    expect(
      await one(
        reader,
        `select state, attempts, steps_done, outcome, error_class, is_failure, jsonb_array_length(requests) n,
                finished_at is not null as ended from job_runs where run_id = $1`,
        start.run_id,
      ),
    ).toEqual({
      state: "completed",
      attempts: 2,
      steps_done: 2,
      outcome: "sent",
      error_class: null,
      is_failure: false,
      n: 1,
      ended: true,
    });
  });

  it("an attempt that failed and passed later is no failure; a step that gave up is one, with its own cause", async () => {
    const [client, reader] = [await service(), await database.superuser()];
    const passed = report();
    await record(
      client,
      passed,
      { ...passed, state: "retrying", error: timeout, steps_failed: 1 },
      { ...passed, state: "completed", attempt: 2 },
    );
    const handedOver = report();
    await record(
      client,
      { ...handedOver, attempt: 4, step_gave_up: true, error: timeout },
      { ...handedOver, state: "completed", outcome: "handed_off" },
    );
    const dead = report();
    await record(
      client,
      { ...dead, attempt: 4, step_gave_up: true, error: timeout },
      { ...dead, state: "failed", error: { class: "SafeError", code: null, step: null } },
    );
    const { rows } = await reader.query(
      "select state, error_class, error_code, is_failure from job_runs where run_id = any ($1) order by run_id",
      [[passed.run_id, handedOver.run_id, dead.run_id]],
    );
    const cause = { error_class: "ModelTimeout", error_code: "model_timeout", is_failure: true };
    expect(rows).toEqual([
      { state: "completed", error_class: null, error_code: null, is_failure: false },
      { state: "completed", ...cause },
      { state: "dead", ...cause },
    ]);
  });

  it("an error that cannot pass is failed, used-up attempts are dead, and silence past the lease is lost", async () => {
    const [client, admin] = [await service(), await asStaff(database, "admin")];
    const subject = randomUUID();
    const of = { subject_id: subject };
    await record(
      client,
      report({ ...of, lease_ms: -1_000 }),
      failed({ ...of, attempt: 1 }),
      failed(of),
    );
    const page = await call<Page>(admin, "list_job_runs", { subject });
    expect(page.rows.map((row) => row.state).sort()).toEqual(["dead", "failed", "lost"]);
    const lost = await call<Page>(admin, "list_job_runs", { subject, state: "lost" });
    expect(lost.rows).toHaveLength(1);
    // It was only slow: its end is believed.
    await record(client, report({ ...of, run_id: lost.rows[0]?.run_id, state: "completed" }));
    expect((await call<Page>(admin, "list_job_runs", { subject, state: "lost" })).rows).toEqual([]);
  });
});

describe("the list", () => {
  it("pages by keyset without gap or repetition and narrows by job, state, subject and the beginning of an id", async () => {
    const [client, admin] = [await service(), await asStaff(database, "admin")];
    const function_id = "paged-job";
    const started_at = new Date().toISOString();
    const runs = Array.from({ length: 7 }, (_, n) =>
      report({
        function_id,
        started_at,
        state: n % 2 ? "completed" : "failed",
        error: n % 2 ? null : timeout,
      }),
    );
    await record(client, ...runs);
    const seen: string[] = [];
    let before: Page["next"] = null;
    do {
      const page: Page = await call<Page>(
        admin,
        "list_job_runs",
        { function: function_id },
        before,
        3,
      );
      seen.push(...page.rows.map((row) => row.run_id));
      before = page.next;
    } while (before);
    expect(seen).toEqual(
      runs
        .map((run) => run.run_id)
        .sort()
        .reverse(),
    );
    const narrowed = (filter: object) =>
      call<Page>(admin, "list_job_runs", { function: function_id, ...filter }).then(
        (page) => page.rows.length,
      );
    expect(await narrowed({ state: "completed" })).toBe(3);
    expect(await narrowed({ state: "failure" })).toBe(4);
    expect(await narrowed({ error_class: "ModelTimeout", error_code: "model_timeout" })).toBe(4);
    expect(await narrowed({ error_class: "ModelTimeout" })).toBe(0);
    expect(await narrowed({ search: String(runs[0]?.run_id).slice(0, 13).toLowerCase() })).toBe(1);
    expect(await narrowed({ search: runs[1]?.subject_id })).toBe(1);
    expect(await narrowed({ search: "'; drop table" })).toBe(0);
  });

  it("is open to admins alone", async () => {
    const actors = [
      await asStaff(database, "support"),
      await asStaff(database, "privacy"),
      await asStaff(database, "admin", false),
      await database.as("authenticated", randomUUID()),
      await database.as("anon"),
    ];
    const calls = [
      "list_job_runs()",
      "read_job_run('x')",
      "job_failures(now())",
      "retry_job_runs(array['x'], array['x'])",
      "retry_job_failures('{}', array['x'])",
      "mark_job_failures_seen(array['x'])",
      "unmark_job_failures_seen(now(), '{}')",
    ];
    for (const actor of actors) {
      for (const each of calls) {
        await expect(actor.query(`select public.${each}`), each).rejects.toMatchObject({
          code: "42501",
        });
      }
    }
    for (const actor of [actors[0], actors[3]]) {
      expect((await actor?.query("select 1 from job_runs"))?.rows).toEqual([]);
      await expect(actor?.query("select record_job_run('{}')")).rejects.toMatchObject({
        code: "42501",
      });
    }
  });
});

describe("failures by cause", () => {
  it("are one line a cause with runs, subjects and spread; what is retried or seen is gone from it", async () => {
    const [client, admin] = [await service(), await asStaff(database, "admin")];
    const function_id = "grouped-job";
    const subject_id = randomUUID();
    await record(
      client,
      failed({ function_id, subject_id }),
      failed({ function_id, subject_id }),
      failed({ function_id }),
      failed({ function_id, error: { class: "ModelTimeout", code: "other", step: null } }),
      report({ function_id, lease_ms: -1 }),
      report({ function_id, state: "completed" }),
    );
    const since = new Date(Date.now() - 3_600_000).toISOString();
    const ours = async () =>
      (await call<Failure[]>(admin, "job_failures", since)).filter(
        (each) => each.function_id === function_id,
      );
    const causes = await ours();
    expect(causes).toHaveLength(3);
    const timeouts = causes.find((each) => each.runs === 3);
    expect(timeouts).toMatchObject({ error_class: "ModelTimeout", subjects: 2, went_on: false });
    expect(timeouts?.by_time.reduce((a, b) => a + b)).toBe(3);
    expect(causes.map((each) => each.error_class)).toContain("lost");

    const cause = { function_id, error_class: "ModelTimeout", error_code: "model_timeout", since };
    const pressedAt = new Date(Date.now() - 1_000).toISOString();
    expect(await call(admin, "mark_job_failures_seen", null, cause)).toBe(3);
    expect(await ours()).toHaveLength(2);
    const other = await asStaff(database, "admin");
    expect(await call(other, "unmark_job_failures_seen", pressedAt, cause)).toBe(0);
    expect(await call(admin, "unmark_job_failures_seen", pressedAt, cause)).toBe(3);
    expect(await ours()).toHaveLength(3);
  });
});

describe("retry", () => {
  it("claims each failed run once, however many press at once", async () => {
    const client = await service();
    const turns = await Promise.all([startConversation(client), startConversation(client)]);
    const runs = turns.map(({ sessionId }) => failed({ subject_id: sessionId }));
    await record(client, ...runs);
    const ids = runs.map((run) => run.run_id);
    const admins = await Promise.all(Array.from({ length: 5 }, () => asStaff(database, "admin")));
    const results = await Promise.all(
      admins.map((admin) => call<Claim>(admin, "retry_job_runs", ids, jobs)),
    );
    expect(results.map((result) => result.retried).sort()).toEqual([0, 0, 0, 0, 2]);
    expect(results.flatMap((result) => result.claimed)).toHaveLength(2);
    const reader = await database.superuser();
    expect(
      await one(
        reader,
        "select count(*) n from audit_log where action = 'job_runs_retried' and details -> 'run_ids' ? $1",
        ids[0],
      ),
    ).toEqual({ n: 1 });
  });

  it("wakes a subject once for all its failures, settles what is done meanwhile, refuses what cannot be woken", async () => {
    const [client, admin] = [await service(), await asStaff(database, "admin")];
    const { sessionId } = await startConversation(client);
    const twice = [failed({ subject_id: sessionId }), failed({ subject_id: sessionId })];
    const answered = failed(); // of a session where nothing waits
    const scheduled = failed({
      function_id: "redrive-unfinished",
      subject_kind: null,
      subject_id: null,
    });
    const fine = report({ state: "completed" });
    await record(client, ...twice, answered, scheduled, fine);
    const ids = [...twice, answered, scheduled, fine].map((run) => run.run_id);
    expect(await call<Claim>(admin, "retry_job_runs", ids, jobs)).toMatchObject({
      claimed: [{ function_id: "agent-turn", subject_kind: "session", subject_id: sessionId }],
      retried: 2,
      settled: 1,
      refused: 1,
    });
  });

  it("a failed send goes through the send path's own retry, a sent one is left alone", async () => {
    const [client, admin] = [await service(), await asStaff(database, "admin")];
    const [broken, sent] = [await queuedReply(client), await queuedReply(client)];
    const refused = { kind: "failed", error_code: 131026, reason: "refused", retry: false };
    await recordSend(client, (await beginSend(client, broken.messageId)).attempt_id, refused);
    await recordSend(client, (await beginSend(client, sent.messageId)).attempt_id, {
      kind: "accepted",
      wa_message_id: `wamid.${randomUUID()}`,
    });
    const runs = [broken, sent].map(({ messageId }) =>
      failed({ function_id: "send-message", subject_kind: "message", subject_id: messageId }),
    );
    await record(client, ...runs);
    const ids = runs.map((run) => run.run_id);
    expect(await call<Claim>(admin, "retry_job_runs", ids, jobs)).toMatchObject({
      claimed: [{ subject_id: broken.messageId }],
      retried: 1,
      settled: 1,
    });
    const reader = await database.superuser();
    const states = await reader.query(
      "select state from chat_messages where id = any ($1) order by state",
      [[broken.messageId, sent.messageId]],
    );
    expect(states.rows).toEqual([{ state: "queued" }, { state: "sent" }]);
  });

  it("takes the failures of one cause some at a time and says how many are left", async () => {
    const [client, admin] = [await service(), await asStaff(database, "admin")];
    const function_id = "batched-job";
    await record(client, ...Array.from({ length: 5 }, () => failed({ function_id })));
    const cause = {
      function_id,
      error_class: "ModelTimeout",
      error_code: "model_timeout",
      since: new Date(Date.now() - 3_600_000).toISOString(),
    };
    const left: unknown[] = [];
    for (let n = 0; n < 3; n += 1) {
      const result = await call<Claim & { remaining: number }>(
        admin,
        "retry_job_failures",
        cause,
        [function_id],
        2,
      );
      left.push([result.retried, result.remaining]);
    }
    expect(left).toEqual([
      [2, 3],
      [2, 1],
      [1, 0],
    ]);
  });
});

describe("queue ages", () => {
  it("tell how much unfinished work of each kind waits and since when, to staff and the service alone", async () => {
    const client = await service();
    const { sessionId } = await startConversation(client);
    const { messageId } = await queuedReply(client);
    const inDoubt = await queuedReply(client);
    await recordSend(client, (await beginSend(client, inDoubt.messageId)).attempt_id, {
      kind: "unknown",
      reason: "timed_out",
    });
    const reader = await database.superuser();
    await reader.query(
      "update chat_sessions set turn_requested_at = now() - interval '1 hour' where id = $1",
      [sessionId],
    );
    await reader.query(
      "update chat_messages set created_at = now() - interval '2 hours', not_before = null where id = $1",
      [messageId],
    );
    type Age = { kind: string; waiting: number; oldest_at: string | null; age_ms: number | null };
    const ages = await call<Age[]>(client, "queue_ages");
    const of = (kind: string) => ages.find((age) => age.kind === kind);
    expect(ages.map((age) => age.kind)).toEqual([
      "turns",
      "sends",
      "unknown_sends",
      "embeddings",
      "media",
      "echoes",
      "reprocessing",
    ]);
    expect(of("turns")?.age_ms).toBeGreaterThanOrEqual(3_600_000);
    expect(of("sends")?.age_ms).toBeGreaterThanOrEqual(7_200_000);
    expect(of("unknown_sends")?.waiting).toBeGreaterThanOrEqual(1);
    expect(of("embeddings")?.waiting).toBeGreaterThanOrEqual(3);
    expect(of("media")).toMatchObject({ waiting: 0, oldest_at: null, age_ms: null });
    await call(await asStaff(database, "privacy"), "queue_ages");
    const stranger = await database.as("authenticated", randomUUID());
    await expect(stranger.query("select queue_ages()")).rejects.toMatchObject({ code: "42501" });
  });

  it("and the pages' questions walk indexes, never a large table", async () => {
    const reader = await database.superuser();
    await reader.query("set enable_seqscan = off");
    for (const [sql, index] of [
      [
        "select 1 from job_runs order by started_at desc, run_id desc limit 51",
        "job_runs_newest_first_idx",
      ],
      [
        "select 1 from job_runs where is_failure order by started_at desc limit 51",
        "job_runs_failures_idx",
      ],
      [
        "select 1 from job_runs where finished_at is null and lease_until < now()",
        "job_runs_unfinished_idx",
      ],
      [
        "select 1 from chat_messages where state = 'unknown' order by state_changed_at limit 9",
        "chat_messages_unknown_idx",
      ],
      [
        "select 1 from chat_media where status = 'pending' order by created_at limit 9",
        "chat_media_waiting_idx",
      ],
      [
        "select 1 from wa_events where status = 'parked' and park_reason = 'x' order by received_at desc, id desc limit 51",
        "wa_events_parked_reason_idx",
      ],
    ]) {
      const plan = await reader.query(`explain ${sql}`);
      expect(JSON.stringify(plan.rows), sql).toContain(index);
    }
  });
});
