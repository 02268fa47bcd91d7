import { randomUUID } from "node:crypto";
import fc from "fast-check";
import type pg from "pg";
import { beforeAll, describe, expect, it } from "vitest";
import { ingest, messageItem, startConversation } from "./scenario";
import { asStaff } from "./staff-actor";
import { call, openTestDatabase } from "./test-database";

const database = openTestDatabase();
let service: pg.Client;
let root: pg.Client;
let support: pg.Client;
let colleague: pg.Client;
let me: string;
let other: string;

type Row = { id: string; last_seq: number; unread: number; consent: string };
type Page = { rows: Row[]; next: object | null; as_of: string; counts: Record<string, number> };
const list = (
  actor: pg.Client,
  filter: string,
  { cursor = null, limit = 50, assignee = "anyone", unread = false }: Options = {},
) => call<Page>(actor, "list_sessions", filter, null, "256", cursor, limit, assignee, unread);
type Options = { cursor?: object | null; limit?: number; assignee?: string; unread?: boolean };

async function everything(filter: string, options: Options, between?: () => Promise<unknown>) {
  const seen: string[] = [];
  let cursor: object | null = null;
  do {
    const page: Page = await list(support, filter, { ...options, cursor });
    seen.push(...page.rows.map((row) => row.id));
    cursor = page.next;
    await between?.();
  } while (cursor);
  return seen;
}

const whoIs = async (client: pg.Client) =>
  (await client.query<{ id: string }>("select auth.uid() as id")).rows[0]?.id ?? "";

beforeAll(async () => {
  service = await database.as("service_role");
  root = await database.superuser();
  support = await asStaff(database, "support");
  colleague = await asStaff(database, "support");
  me = await whoIs(support);
  other = await whoIs(colleague);
});

/** What each filter means, said a second time and without an index. */
const meaning: Record<string, string> = {
  open: "s.status = 'active'",
  human: "s.status = 'active' and s.owner = 'human'",
  mine: "s.status = 'active' and s.assigned_to = $1",
  closing:
    "s.status = 'active' and s.wa_window_expires_at between now() and now() + interval '2 hours' and (s.last_outbound_at is null or s.last_inbound_at > s.last_outbound_at)",
  unanswered:
    "s.status = 'active' and (s.last_outbound_at is null or s.last_inbound_at > s.last_outbound_at)",
  failed: `(select m.state in ('failed', 'unknown') from public.chat_messages m
     where m.session_id = s.id and m.state in ('failed', 'unknown', 'sent', 'read') order by m.seq desc limit 1)`,
  opted_out:
    "(select c.consent_status from public.customers c where c.id = s.customer_id) = 'opted_out'",
  closed: "s.status = 'closed'",
  all: "true",
};
const whose: Record<string, string> = {
  anyone: "true",
  me: "s.assigned_to = $1",
  nobody: "s.assigned_to is null",
  somebody: "s.assigned_to is not null",
};
const order: Record<string, string> = {
  closing: "s.wa_window_expires_at, s.id",
  open: `case when s.owner = 'human' then 0 when ${"s.wa_window_expires_at between now() and now() + interval '2 hours' and (s.last_outbound_at is null or s.last_inbound_at > s.last_outbound_at)"} then 1 else 2 end,
    case when s.owner = 'bot' and s.wa_window_expires_at between now() and now() + interval '2 hours' and (s.last_outbound_at is null or s.last_inbound_at > s.last_outbound_at) then s.wa_window_expires_at end,
    s.last_message_at desc, s.id desc`,
};

const state = fc.record({
  closed: fc.boolean(),
  human: fc.boolean(),
  assigned: fc.constantFrom("nobody", "me", "other"),
  optedOut: fc.boolean(),
  answered: fc.boolean(),
  windowMinutes: fc.integer({ min: -200, max: 600 }),
  sends: fc.array(fc.constantFrom("failed", "unknown", "sent", "read"), { maxLength: 3 }),
});

describe("a filter of the list", () => {
  it("shows exactly what it says, each once and in order, in pages of any size, while others write", async () => {
    const made = fc.sample(state, { numRuns: 45, seed: 7 });
    for (const each of made) await makeSession(each);
    let busy = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...Object.keys(meaning)),
        fc.constantFrom(...Object.keys(whose)),
        fc.integer({ min: 1, max: 20 }),
        fc.boolean(),
        async (filter, assignee, limit, others) => {
          const { rows } = await root.query<{ id: string }>(
            `select s.id from public.chat_sessions s where $1::uuid is not null and ${meaning[filter]} and ${whose[assignee]}
             order by ${order[filter] ?? "s.last_message_at desc, s.id desc"}`,
            [me],
          );
          const between = async () => {
            if (!others || busy > 30) return;
            busy += 1;
            await startConversation(service, { text: "While you page" });
          };
          const seen = await everything(filter, { assignee, limit }, between);
          const expected = rows.map((row) => row.id);
          expect(new Set(seen).size).toBe(seen.length);
          expect(seen.filter((id) => expected.includes(id))).toEqual(expected);
        },
      ),
      { numRuns: 60 },
    );
  });

  it("counts what it shows", async () => {
    const { counts } = await list(support, "open");
    for (const filter of Object.keys(counts).filter((name) => name !== "unread")) {
      expect(counts[filter], filter).toBe((await everything(filter, {})).length);
    }
  });

  it("that does not exist is refused", async () => {
    await expect(list(support, "everything")).rejects.toMatchObject({ code: "22023" });
    await expect(list(support, "open", { assignee: "x" })).rejects.toMatchObject({ code: "22P02" });
  });

  it("follows consent at once, without a message", async () => {
    const { sessionId } = await startConversation(service);
    const { as_of } = await list(support, "opted_out");
    const set = (to: string) =>
      root.query(
        "update public.customers set consent_status = $2 where id = (select customer_id from public.chat_sessions where id = $1)",
        [sessionId, to],
      );
    await set("opted_out");
    const came = await call<Page>(support, "session_list_changes", as_of, "opted_out");
    expect(came.rows.map((row) => row.id)).toContain(sessionId);
    await set("opted_in");
    const went = await call<{ gone: string[] }>(
      support,
      "session_list_changes",
      as_of,
      "opted_out",
    );
    expect(went.gone).toContain(sessionId);
  });

  it("shows a failed send that only a receipt told of", async () => {
    const { sessionId } = await startConversation(service);
    await addOutbound(sessionId, "sent");
    await root.query("update public.chat_messages set updated_at = now() - interval '1 hour'");
    await root.query("update public.chat_sessions set updated_at = now() - interval '1 hour'");
    const { as_of } = await list(support, "failed");
    await root.query(
      "update public.chat_messages set state = 'failed', updated_at = clock_timestamp() where session_id = $1 and direction = 'outbound'",
      [sessionId],
    );
    const changes = await call<Page>(support, "session_list_changes", as_of, "failed");
    expect(changes.rows.map((row) => row.id)).toEqual([sessionId]);
  });
});

describe("unread", () => {
  const unreadOf = async (actor: pg.Client, id: string) =>
    (await list(actor, "all", { limit: 100 })).rows.find((row) => row.id === id)?.unread;
  const read = async (actor: pg.Client, id: string, upto: number) =>
    call(actor, "mark_session_read", id, upto);
  const lastSeq = async (id: string) =>
    (await root.query("select last_message_seq as n from public.chat_sessions where id = $1", [id]))
      .rows[0]?.n as number;

  it("is each person's own: what one has read, the other has not", async () => {
    const { phone, sessionId } = await startConversation(service);
    await ingest(service, messageItem({ phone }));
    expect([await unreadOf(support, sessionId), await unreadOf(colleague, sessionId)]).toEqual([
      2, 2,
    ]);
    await read(support, sessionId, await lastSeq(sessionId));
    expect([await unreadOf(support, sessionId), await unreadOf(colleague, sessionId)]).toEqual([
      0, 2,
    ]);
    expect(await everything("open", { unread: true })).not.toContain(sessionId);
    await ingest(service, messageItem({ phone }));
    expect(await unreadOf(support, sessionId)).toBe(1);
    expect(await everything("open", { unread: true })).toContain(sessionId);
  });

  it("is what customers write: an answer of ours makes nothing unread", async () => {
    const { sessionId } = await startConversation(service);
    await read(support, sessionId, await lastSeq(sessionId));
    await addOutbound(sessionId, "sent");
    expect(await unreadOf(support, sessionId)).toBe(0);
  });

  it("goes only forward, so that a slow tab takes nothing back", async () => {
    const { phone, sessionId } = await startConversation(service);
    const first = await lastSeq(sessionId);
    await ingest(service, messageItem({ phone }));
    await read(support, sessionId, await lastSeq(sessionId));
    await read(support, sessionId, first);
    expect(await unreadOf(support, sessionId)).toBe(0);
    // Nor ahead of what is there: what comes later is unread again.
    await read(support, sessionId, 10 ** 12);
    await ingest(service, messageItem({ phone }));
    expect(await unreadOf(support, sessionId)).toBe(1);
  });

  it("is none of everything at once, and that can be undone", async () => {
    await startConversation(service);
    const { before } = await call<{ before: number }>(support, "mark_all_read");
    expect(await everything("open", { unread: true })).toEqual([]);
    expect((await list(support, "open")).counts.unread).toBe(0);
    await call(support, "mark_all_read", before);
    expect((await everything("open", { unread: true })).length).toBeGreaterThan(0);
  });

  it("begins with nothing for somebody who joins", async () => {
    await startConversation(service);
    const joined = await asStaff(database, "admin");
    expect((await list(joined, "open")).counts.unread).toBe(0);
    const { sessionId } = await startConversation(service);
    expect((await list(joined, "open", { unread: true })).rows.map((row) => row.id)).toEqual([
      sessionId,
    ]);
  });

  it("stands in nobody's reach: others' marks are hidden, and no table is written past its function", async () => {
    const { rows } = await support.query("select distinct user_id from public.session_reads");
    expect(rows).toEqual([{ user_id: me }]);
    await expect(
      support.query("update public.session_reads set upto_seq = 0"),
    ).rejects.toMatchObject({ code: "42501" });
    const strangers = [
      await asStaff(database, "support", false),
      await database.as("authenticated", randomUUID()),
      await database.as("anon"),
    ];
    for (const actor of strangers) {
      await expect(call(actor, "mark_session_read", randomUUID(), 1)).rejects.toMatchObject({
        code: "42501",
      });
      await expect(call(actor, "mark_all_read")).rejects.toMatchObject({ code: "42501" });
    }
    await expect(read(support, randomUUID(), 1)).rejects.toMatchObject({ code: "PT404" });
  });
});

async function makeSession(made: {
  closed: boolean;
  human: boolean;
  assigned: string;
  optedOut: boolean;
  answered: boolean;
  windowMinutes: number;
  sends: string[];
}) {
  const { sessionId } = await startConversation(service);
  for (const each of made.sends) await addOutbound(sessionId, each);
  await root.query(
    `update public.chat_sessions set status = $2, owner = $3, assigned_to = $4,
       wa_window_expires_at = clock_timestamp() + $5 * interval '1 minute', last_outbound_at = $6,
       last_message_at = now() - random() * interval '1 day'
     where id = $1`,
    [
      sessionId,
      made.closed ? "closed" : "active",
      made.human ? "human" : "bot",
      { me, other, nobody: null }[made.assigned],
      made.windowMinutes,
      made.answered ? new Date(Date.now() + 60_000) : null,
    ],
  );
  await root.query(
    "update public.customers set consent_status = $2 where id = (select customer_id from public.chat_sessions where id = $1)",
    [sessionId, made.optedOut ? "opted_out" : "opted_in"],
  );
}

async function addOutbound(sessionId: string, sent: string) {
  await root.query(
    `with made as (
       insert into public.chat_messages (session_id, customer_id, direction, author, message_type, rendered_text, purpose, state)
       select id, customer_id, 'outbound', 'bot', 'text', 'Answer', 'reply', $2 from public.chat_sessions where id = $1
       returning seq)
     update public.chat_sessions set last_message_seq = (select seq from made), last_message_at = clock_timestamp() where id = $1`,
    [sessionId, sent],
  );
}
