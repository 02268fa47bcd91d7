import { randomUUID } from "node:crypto";
import type pg from "pg";
import { describe, expect, it } from "vitest";
import { ageConversation, applyRetention, countOfCustomer, days } from "./retention-scenario";
import {
  beginSend,
  ingest,
  messageItem,
  one,
  queuedReply,
  recordSend,
  somePhone,
} from "./scenario";
import { asStaff } from "./staff-actor";
import { call, openTestDatabase } from "./test-database";

const database = openTestDatabase();

/** A customer with a sent reply and one row of everything that hangs on a conversation. */
async function fullConversation(service: pg.Client, admin: pg.Client, phone = somePhone()) {
  const { sessionId, turn, messageId } = await queuedReply(service, { phone });
  const { attempt_id } = await beginSend(service, messageId);
  await recordSend(service, attempt_id, {
    kind: "accepted",
    wa_message_id: `wamid.${randomUUID()}`,
  });
  await call(service, "settle_turn_outcome", turn.turn_id).catch(() => null);
  const { customer_id: customerId, id: inboundId } = await one<{ customer_id: string; id: string }>(
    admin,
    "select customer_id, id from chat_messages where session_id = $1 and direction = 'inbound' order by seq limit 1",
    sessionId,
  );
  await admin.query(
    "update agent_turns set state = 'finished', outcome = 'sent', finished_at = now() where session_id = $1 and state <> 'finished'",
    [sessionId],
  );
  await admin.query(
    `insert into message_embeddings (message_id, chunk_index, customer_id, session_id, seq, chunk_text, start_token, end_token, chunk_count, search, words, mentions_time, content_hash)
     select id, 0, customer_id, session_id, seq, rendered_text, 0, 1, 1, 'x', 1, false, 'h' from chat_messages where id = $1`,
    [inboundId],
  );
  await admin.query(
    "insert into recall_hits (turn_id, message_id, chunk_index, chunk_count, score, rank, injected) values ($1, $2, 0, 1, 1, 1, true)",
    [turn.turn_id, inboundId],
  );
  await admin.query(
    "insert into turn_prompts (turn_id, customer_id, round, call_no, purpose, model, instructions, input, counted_tokens, result) values ($1, $2, 0, 0, 'answer', 'm', 'i', '[]', 1, 'ok')",
    [turn.turn_id, customerId],
  );
  await admin.query(
    "insert into session_summaries (session_id, customer_id, version, from_seq, upto_seq, content, rendered_text, message_count, model, fence) values ($1, $2, 1, 0, 1, '{}', 'Asked for shoes', 1, 'm', 1)",
    [sessionId, customerId],
  );
  return { phone, customerId, sessionId, inboundId, turnId: turn.turn_id };
}

describe("messages and what hangs on them", () => {
  it("go at their own age with words, chunks, hits, prompts and turns, while the summary stays its longer time", async () => {
    const [service, admin] = [await database.as("service_role"), await database.superuser()];
    const old = await fullConversation(service, admin);
    const young = await fullConversation(service, admin);
    await ageConversation(admin, old.sessionId, 31);
    await ageConversation(admin, young.sessionId, 29);

    const run = await applyRetention(service);

    expect(run.state).toBe("finished");
    expect(run.removed.messages).toMatchObject({
      chat_messages: 2,
      message_embeddings: 1,
      recall_hits: 1,
      send_attempts: 1,
    });
    expect(await countOfCustomer(admin, old.customerId)).toEqual({
      customers: 1,
      identities: 1,
      sessions: 1,
      messages: 0,
      words: 0,
      chunks: 0,
      turns: 0,
      prompts: 0,
      hits: 0,
      summaries: 1,
      tickets: 0,
      notes: 0,
    });
    // A prompt is a raw record: it goes with the raw events, before the message it quotes.
    expect(await countOfCustomer(admin, young.customerId)).toMatchObject({
      messages: 2,
      words: 2,
      chunks: 1,
      turns: 1,
      hits: 1,
      prompts: 0,
    });
    const session = await one<{ status: string }>(
      admin,
      "select status from chat_sessions where id = $1",
      old.sessionId,
    );
    expect(session.status).toBe("closed");
  });

  it("only the old half of a conversation that goes on is removed", async () => {
    const [service, admin] = [await database.as("service_role"), await database.superuser()];
    const { sessionId, customerId, phone } = await fullConversation(service, admin);
    await admin.query(
      "update chat_messages set created_at = created_at - interval '40 days' where session_id = $1",
      [sessionId],
    );
    await ingest(service, messageItem({ phone, text: "Is it still there?" }));
    await applyRetention(service);
    expect(await countOfCustomer(admin, customerId)).toMatchObject({ messages: 1, words: 1 });
    const session = await one<{ status: string }>(
      admin,
      "select status from chat_sessions where id = $1",
      sessionId,
    );
    expect(session.status).toBe("active");
  });

  it("what is still to be sent or answered stays until it is settled", async () => {
    const [service, admin] = [await database.as("service_role"), await database.superuser()];
    const queued = await queuedReply(service);
    const asked = await ingest(service, messageItem({ text: "Anybody?" }));
    const [askedId] = asked.turn_session_ids;
    await admin.query(
      "update chat_messages set created_at = now() - interval '60 days' where session_id = any ($1)",
      [[queued.sessionId, askedId]],
    );
    const run = await applyRetention(service);
    const left = await one<{ queued: number; asked: number }>(
      admin,
      "select (select count(*) from chat_messages where id = $1)::int as queued, (select count(*) from chat_messages where session_id = $2)::int as asked",
      queued.messageId,
      askedId,
    );
    expect(left).toEqual({ queued: 1, asked: 1 });
    expect(run.kept.messages?.in_work).toBeGreaterThanOrEqual(2);
    await admin.query(
      "delete from customers where id in (select customer_id from chat_sessions where id = any ($1))",
      [[queued.sessionId, askedId]],
    );
  });

  it("a run killed between two batches goes on where it stopped and removes everything once", async () => {
    const [service, admin] = [await database.as("service_role"), await database.superuser()];
    const phone = somePhone();
    const { turn_session_ids } = await ingest(
      service,
      ...Array.from({ length: 9 }, (_, n) => messageItem({ phone, text: `No ${n}` })),
    );
    const [sessionId] = turn_session_ids;
    await admin.query(
      "update chat_sessions set pending_turn_seq = null, turn_requested_at = null, turn_quiet_from = null where id = $1",
      [sessionId],
    );
    await admin.query(
      "update chat_messages set created_at = now() - interval '50 days' where session_id = $1",
      [sessionId],
    );
    const id = await call<string>(service, "claim_retention", days, "command");
    const counted = async () =>
      (
        await one<{ n: number }>(
          admin,
          "select count(*)::int as n from chat_messages where session_id = $1",
          sessionId,
        )
      ).n;
    while ((await counted()) === 9) await call(service, "advance_retention", id, 4);
    expect(await counted()).toBe(5);
    // Its driver is alive: nobody else takes it. Then it says nothing for three minutes.
    expect(await call(service, "claim_retention", days, "schedule")).toBeNull();
    await admin.query(
      "update retention_runs set heartbeat_at = now() - interval '3 minutes' where id = $1",
      [id],
    );
    expect(await call(service, "claim_retention", days, "schedule")).toBe(id);
    let state = "running";
    while (state === "running")
      ({ state } = await call<{ state: string }>(service, "advance_retention", id, 4));
    const run = await one<{ removed: Record<string, Record<string, number>> }>(
      admin,
      "select removed from retention_runs where id = $1",
      id,
    );
    expect(run.removed.messages?.chat_messages).toBe(9);
    expect(await counted()).toBe(0);
  });
});

describe("a legal hold", () => {
  it("keeps every class of that customer, and what it held goes after its release", async () => {
    const [service, admin, privacy] = [
      await database.as("service_role"),
      await database.superuser(),
      await asStaff(database, "privacy"),
    ];
    const held = await fullConversation(service, admin);
    const free = await fullConversation(service, admin);
    const digits = held.phone.slice(1);
    await admin.query(
      "insert into wa_events (dedupe_key, event_type, raw, received_at) values ($1, 'status', $2, now() - interval '20 days'), ($3, 'status', '{}', now() - interval '20 days')",
      [
        `status:held-${digits}:read`,
        JSON.stringify({ recipient_id: digits }),
        `status:free-${free.phone}:read`,
      ],
    );
    for (const { sessionId } of [held, free]) await ageConversation(admin, sessionId, 800);
    const { id: holdId } = await call<{ id: string }>(
      privacy,
      "place_legal_hold",
      held.customerId,
      "Matter 12 of the tax office",
      "2099-01-01",
    );
    const before = await countOfCustomer(admin, held.customerId);

    const run = await applyRetention(service);
    expect(await countOfCustomer(admin, held.customerId)).toEqual(before);
    expect(run.kept.messages?.held).toBe(2);
    const events = await admin.query(
      "select dedupe_key, raw from wa_events where dedupe_key like 'status:held-%' or dedupe_key like 'status:free-%'",
    );
    expect(events.rows).toEqual([
      { dedupe_key: `status:held-${digits}:read`, raw: { recipient_id: digits } },
    ]);
    expect(await countOfCustomer(admin, free.customerId)).toMatchObject({
      customers: 0,
      messages: 0,
      summaries: 0,
    });

    await call(privacy, "release_legal_hold", holdId, "The matter is closed");
    await applyRetention(service);
    // The released hold keeps the bare customer for the time of the audit log, which names it.
    expect(await countOfCustomer(admin, held.customerId)).toMatchObject({
      customers: 1,
      sessions: 0,
      messages: 0,
      turns: 0,
      summaries: 0,
    });
    await admin.query(
      "update legal_holds set placed_at = placed_at - interval '1096 days', released_at = released_at - interval '1096 days' where id = $1",
      [holdId],
    );
    await applyRetention(service);
    await applyRetention(service);
    expect(await countOfCustomer(admin, held.customerId)).toMatchObject({
      customers: 0,
      identities: 0,
    });
  });

  it("finds somebody under a hold by each way in which an event names them, and nobody else", async () => {
    const [service, admin] = [await database.as("service_role"), await database.superuser()];
    const held = await fullConversation(service, admin);
    const free = await fullConversation(service, admin);
    await admin.query(
      "insert into customer_identities (customer_id, kind, value) values ($1, 'wa_user_id', $2)",
      [held.customerId, `UG.${held.phone.slice(1)}77`],
    );
    await admin.query(
      "insert into legal_holds (customer_id, reason, review_on) values ($1, 'Matter 12 of the tax office', '2099-01-01')",
      [held.customerId],
    );
    const isHeld = async (raw: unknown) => {
      const { rows } = await admin.query(
        "select event_is_held(e) as held from (select * from jsonb_populate_record(null::wa_events, jsonb_build_object('dedupe_key', 'a:b:c', 'raw', $1::jsonb))) e",
        [JSON.stringify(raw)],
      );
      return rows[0]?.held;
    };
    const ways = (phone: string) => {
      const digits = phone.slice(1);
      return [
        ...[{ recipient_id: digits }, { from: phone }, [{ deep: { wa_id: `00${digits}` } }]],
        ...[{ user_id: `UG.${digits}77` }, { text: `Call me:\n${digits}.` }],
        ...[{ text: `wa.me/${digits}?text=hi` }, { id: `${digits}@c.us` }, { text: `📞${digits}` }],
      ];
    };
    for (const raw of ways(held.phone)) expect(await isHeld(raw), JSON.stringify(raw)).toBe(true);
    for (const raw of ways(free.phone)) expect(await isHeld(raw), JSON.stringify(raw)).toBe(false);
    expect(await isHeld({ from: `${held.phone}5` })).toBe(false);
  });

  it("waits for a batch that deletes, and a batch never waits for it", async () => {
    const [service, admin, privacy] = [
      await database.as("service_role"),
      await database.superuser(),
      await asStaff(database, "privacy"),
    ];
    const { customerId, sessionId } = await fullConversation(service, admin);
    await ageConversation(admin, sessionId, 60);
    await privacy.query("begin");
    await call(privacy, "place_legal_hold", customerId, "Not yet committed", "2099-01-01");
    const run = await call<{ removed: Record<string, number> }>(
      admin,
      "retire_messages",
      new Date().toISOString(),
      null,
      1000,
    );
    expect(await countOfCustomer(admin, customerId)).toMatchObject({ messages: 2 });
    expect(run.removed).toBeTypeOf("object");
    await privacy.query("commit");
    await applyRetention(service);
    expect(await countOfCustomer(admin, customerId)).toMatchObject({ messages: 2 });
  });
});

describe("raw events", () => {
  it("lose their body at their age, keep their key while Meta may repeat them, and then go", async () => {
    const [service, admin] = [await database.as("service_role"), await database.superuser()];
    const item = messageItem();
    await ingest(service, item);
    const age = (text: string) =>
      admin.query("update wa_events set received_at = now() - $2::interval where dedupe_key = $1", [
        item.dedupe_key,
        text,
      ]);
    const read = async () =>
      (
        await admin.query("select raw, item from wa_events where dedupe_key = $1", [
          item.dedupe_key,
        ])
      ).rows;

    await age("6 days 23 hours");
    await applyRetention(service);
    expect(await read()).toEqual([{ raw: { id: item.message.wa_message_id }, item: null }]);
    await age("7 days 1 hour");
    await applyRetention(service);
    expect(await read()).toEqual([{ raw: {}, item: null }]);
    expect(await ingest(service, item)).toMatchObject({ stored: 0, duplicates: 1 });
    await age("8 days 1 hour");
    await applyRetention(service);
    expect(await read()).toEqual([]);
    expect((await ingest(service, item)).stored).toBe(1);
    const { n } = await one<{ n: number }>(
      admin,
      "select count(*)::int as n from chat_messages where wa_message_id = $1",
      item.message.wa_message_id,
    );
    expect(n).toBe(1);
  });

  it("a parked one that nobody settled stays as long as a message would", async () => {
    const [service, admin] = [await database.as("service_role"), await database.superuser()];
    const put = (key: string, status: string, age: string) =>
      admin.query(
        "insert into wa_events (dedupe_key, event_type, raw, status, park_reason, received_at) values ($1, 'unknown', '{\"a\":1}', $2, 'unknown_shape', now() - $3::interval)",
        [key, status, age],
      );
    await put("p-29", "parked", "29 days");
    await put("p-31", "parked", "31 days");
    await put("d-8", "dismissed", "8 days");
    await applyRetention(service);
    const { rows } = await admin.query(
      "select dedupe_key, raw from wa_events where dedupe_key = any ($1)",
      [["p-29", "p-31", "d-8"]],
    );
    expect(rows).toEqual([{ dedupe_key: "p-29", raw: { a: 1 } }]);
  });
});

describe("records", () => {
  it("jobs go by their start, tries to sign in after a day, audit after its years; settled tickets with the summaries", async () => {
    const [service, admin] = [await database.as("service_role"), await database.superuser()];
    const { customerId, sessionId } = await fullConversation(service, admin);
    await admin.query(
      `insert into job_runs (run_id, function_id, state, started_at, finished_at, lease_until)
       values ('OLD', 'x', 'completed', now() - interval '31 days', now(), now()), ('NEW', 'x', 'completed', now() - interval '29 days', now(), now())`,
    );
    await admin.query(
      "insert into sign_in_attempts (kind, account_key, at) values ('code', $1, now() - interval '25 hours'), ('code', $1, now())",
      ["a".repeat(64)],
    );
    await admin.query(
      "insert into audit_log (actor_kind, action, subject_kind, at) values ('system', 'old', 'x', now() - interval '1096 days'), ('system', 'new', 'x', now() - interval '1094 days')",
    );
    await admin.query(
      `insert into support_tickets (customer_id, session_id, category, status, subject, summary, opened_by, last_activity_at)
       select $1, $2, 'other', x.status, 's', 't', 'bot', now() - x.age::interval
       from (values ('resolved', '366 days'), ('closed', '364 days'), ('open', '800 days')) x (status, age)`,
      [customerId, sessionId],
    );
    const run = await applyRetention(service);
    expect(run.removed).toMatchObject({
      jobs: { job_runs: 1 },
      sign_ins: { sign_in_attempts: 1 },
      audit: { audit_log: 1 },
      tickets: { support_tickets: 1 },
    });
    const left = await admin.query(
      "select status from support_tickets where customer_id = $1 order by status",
      [customerId],
    );
    expect(left.rows).toEqual([{ status: "closed" }, { status: "open" }]);
  });

  it("a bare customer goes with ledger and identities; one who stopped messages stays, without a name", async () => {
    const [service, admin] = [await database.as("service_role"), await database.superuser()];
    const gone = await fullConversation(service, admin);
    const stopped = await fullConversation(service, admin);
    await ingest(
      service,
      messageItem({
        phone: stopped.phone,
        text: "STOP",
        startsTurn: false,
        consent: { change: "opt_out", language: "en", words: "STOP", source: "keyword" },
      }),
    );
    await admin.query(
      "update chat_messages set state = 'sent' where session_id = $1 and state = 'queued'",
      [stopped.sessionId],
    );
    for (const { sessionId } of [gone, stopped]) await ageConversation(admin, sessionId, 400);
    await applyRetention(service);
    expect(await countOfCustomer(admin, gone.customerId)).toMatchObject({
      customers: 0,
      identities: 0,
    });
    const customer = await one(
      admin,
      "select consent_status, display_name from customers where id = $1",
      stopped.customerId,
    );
    expect(customer).toEqual({ consent_status: "opted_out", display_name: null });
    expect(await countOfCustomer(admin, stopped.customerId)).toMatchObject({
      identities: 1,
      sessions: 0,
    });
  });
});

describe("a customer who writes while their bare record goes", () => {
  it("is made anew: the message waits for it and is neither lost nor parked", async () => {
    const [service, admin] = [await database.as("service_role"), await database.superuser()];
    const gone = await fullConversation(service, admin);
    await ageConversation(admin, gone.sessionId, 400);
    const item = messageItem({ phone: gone.phone });
    await admin.query("delete from chat_sessions where customer_id = $1", [gone.customerId]);
    await admin.query("begin");
    await admin.query("select set_config('parcelo.erasing', $1, true)", [gone.customerId]);
    await admin.query("delete from customers where id = $1", [gone.customerId]);
    const writing = ingest(service, item);
    await new Promise((resolve) => setTimeout(resolve, 150));
    await admin.query("commit");
    expect(await writing).toMatchObject({ stored: 1, parked: 0 });
  });
});

describe("who", () => {
  it("the privacy team asks for a run, once at a time; admins look on; nobody else does either", async () => {
    const [privacy, admin, support] = [
      await asStaff(database, "privacy"),
      await asStaff(database, "admin"),
      await asStaff(database, "support"),
    ];
    for (const refused of [admin, support])
      await expect(call(refused, "request_retention")).rejects.toMatchObject({ code: "42501" });
    await expect(call(support, "preview_retention", days)).rejects.toMatchObject({ code: "42501" });
    await call(privacy, "request_retention");
    await expect(call(privacy, "request_retention")).rejects.toMatchObject({ code: "PT409" });
    const service = await database.as("service_role");
    expect((await applyRetention(service)).state).toBe("finished");
    const page = await call<{ rows: { trigger: string; requested_by: string; state: string }[] }>(
      admin,
      "list_retention_runs",
      "retention",
    );
    expect(page.rows[0]).toMatchObject({
      trigger: "staff",
      requested_by: "A privacy",
      state: "finished",
    });
  });

  it("the preview counts exactly what the run then removes", async () => {
    const [service, admin, privacy] = [
      await database.as("service_role"),
      await database.superuser(),
      await asStaff(database, "privacy"),
    ];
    await applyRetention(service);
    const { sessionId } = await fullConversation(service, admin);
    await ageConversation(admin, sessionId, 400);
    const { classes } = await call<{
      classes: { class: string; due: number; days: number; oldest_at: string | null }[];
    }>(privacy, "preview_retention", days);
    const due = Object.fromEntries(classes.map((each) => [each.class, each.due]));
    const run = await applyRetention(service);
    expect(due).toMatchObject({ messages: 2, turns: 1, prompts: 1, summaries: 1, media: 0 });
    expect(run.removed).toMatchObject({
      messages: { chat_messages: due.messages },
      turns: { agent_turns: due.turns },
      prompts: { turn_prompts: due.prompts },
      summaries: { session_summaries: due.summaries },
    });
    expect(classes.find((each) => each.class === "media")?.days).toBe(7);
  });

  it("a night's run begins once, however often cron ticks", async () => {
    const service = await database.as("service_role");
    const id = await call<string>(service, "claim_retention", days, "schedule");
    while ((await call<{ state: string }>(service, "advance_retention", id)).state === "running");
    expect(await call(service, "claim_retention", days, "schedule")).toBeNull();
    const tomorrow = new Date(Date.now() + 24 * 3_600_000).toISOString();
    const next = await call<string>(service, "claim_retention", days, "schedule", tomorrow);
    expect(next).toMatch(/^[0-9a-f-]{36}$/);
    while ((await call<{ state: string }>(service, "advance_retention", next)).state === "running");
  });
});
