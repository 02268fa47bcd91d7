import { randomUUID } from "node:crypto";
import type pg from "pg";
import { beforeAll, describe, expect, it } from "vitest";
import { approved, begin, erase, prepareObjects, verifiedRequest } from "./erase-world";
import { fillConversation } from "./fill-conversation";
import { one } from "./scenario";
import { asStaff } from "./staff-actor";
import { openTestDatabase } from "./test-database";

const database = openTestDatabase();
let root: pg.Client;
let service: pg.Client;
let privacy: pg.Client;
beforeAll(async () => {
  root = await database.superuser();
  service = await database.as("service_role");
  privacy = await asStaff(database, "privacy");
  await prepareObjects(root);
});

const her = { id: randomUUID(), phone: "+256772900311", waUserId: "UG.her", name: "Nansubuga Joy" };
const him = { id: randomUUID(), phone: "+256772900322", waUserId: "UG.him", name: "Kato Brian" };
const said = `Same gate as ${her.name}, ${her.phone} or 0772 900311`;
const textOf = async (table: string, column: string, id: string) =>
  (
    await one<{ text: string }>(
      root,
      `select ${column}::text as text from ${table} where id = $1`,
      id,
    )
  ).text;

describe("what was said about an erased person in other places", () => {
  it("goes where colleagues, the bot or the system wrote it; what another customer wrote stays, and is counted", async () => {
    for (const person of [her, him])
      await fillConversation(root, person, { messages: 20, files: 1, words: "a kettle" });
    const threads = await root.query<{ id: string; customer_id: string }>(
      "select id, customer_id from support_tickets",
    );
    const threadOf = (id: string) => threads.rows.find((row) => row.customer_id === id)?.id;
    const write = async (ticket: string | undefined, author: string, body: string) =>
      (
        await one<{ id: string }>(
          root,
          `insert into ticket_messages (ticket_id, customer_id, author, audience, body)
           values ($1, $2, $3, 'customer', $4) returning id`,
          ...[ticket, him.id, author, body],
        )
      ).id;
    const hisWords = await write(threadOf(her.id), "customer", `I am the cousin. ${said}`);
    const answer = await write(threadOf(her.id), "staff", said);
    const elsewhere = await write(threadOf(him.id), "bot", said);
    const note = randomUUID();
    await root.query(
      `insert into session_notes (id, session_id, customer_id, after_seq, body)
       select $1, s.id, s.customer_id, 0, $2 from chat_sessions s where s.customer_id = $3`,
      [note, said, him.id],
    );
    const audit = await one<{ id: string }>(
      root,
      `insert into audit_log (actor_kind, action, subject_kind, details)
       values ('system', 'noted', 'setting', jsonb_build_object('said', $1::text)) returning id`,
      said,
    );
    const alert = await one<{ id: string }>(
      root,
      `insert into alerts (kind, dedupe_key, since, state, first_seen_at, last_seen_at)
       values ('queue_age', $1, now(), 'open', now(), now()) returning id`,
      said,
    );
    const job = "run-of-somebody-else";
    await root.query(
      `insert into job_runs (run_id, function_id, state, error_class, started_at, lease_until)
       values ($1, 'send-message', 'dead', $2, now(), now())`,
      [job, said],
    );

    const requestId = await verifiedRequest(root, her.id);
    const runId = await approved(privacy, requestId);
    await begin(service, runId);
    expect(await erase(service, runId)).toBe("over");

    const gone = "Same gate as [erased], [erased] or [erased]";
    expect(await textOf("ticket_messages", "body", answer)).toBe(gone);
    expect(await textOf("audit_log", "details ->> 'said'", audit.id)).toBe(gone);
    expect(await textOf("alerts", "dedupe_key", alert.id)).toBe(gone);
    expect(await one(root, "select error_class from job_runs where run_id = $1", job)).toEqual({
      error_class: gone,
    });
    // In records of others her name may be a namesake's; her number is nobody else's.
    const unsure = `Same gate as ${her.name}, [erased] or [erased]`;
    expect(await textOf("session_notes", "body", note)).toBe(unsure);
    expect(await textOf("ticket_messages", "body", elsewhere)).toBe(unsure);
    expect(await textOf("ticket_messages", "body", hisWords)).toBe(`I am the cousin. ${said}`);
    expect(
      await one(root, "select state, findings, elsewhere from erasure_runs where id = $1", runId),
    ).toEqual({
      ...{ state: "completed", findings: [] },
      elsewhere: [{ table: "ticket_messages", by: "number", count: 1 }],
    });
  });
});
