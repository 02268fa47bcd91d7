import { randomUUID } from "node:crypto";
import type pg from "pg";
import { beforeAll, describe, expect, it } from "vitest";
import { approved, begin, erase, prepareObjects, verifiedRequest } from "./erase-world";
import { fillConversation } from "./fill-conversation";
import { plantEverywhere, unplantable } from "./plant-person";
import { one } from "./scenario";
import { asStaff } from "./staff-actor";
import { openTestDatabase } from "./test-database";

const database = openTestDatabase();
let root: pg.Client;
let service: pg.Client;
let privacy: pg.Client;

const phone = "+256772900111";
const otherPhone = "+256772900222";
const waUserId = "UG.ZX81planted77";
const name = "Nalubega Prossy";
const words = "the turquoise kettle";
const wamid = `wamid.${Buffer.from(`\u001c\u0018\u000c${phone.slice(1)}\u0015\u0002\u0000planted`).toString("base64")}`;

/** Everything by which somebody could find her: the number in three forms, her id, name, words, a wamid. */
const planted = `${phone} 0772900111 ${waUserId} ${name} ${words} ${wamid}`;
const needles = ["256772900111", "0772900111", waUserId, name, words, wamid.slice(12, 28)];

beforeAll(async () => {
  root = await database.superuser();
  service = await database.as("service_role");
  privacy = await asStaff(database, "privacy");
  await prepareObjects(root);
});

async function fingerprint(customerId: string) {
  const { rows } = await root.query<{ table: string }>(
    `select c.relname as table from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'customer_id' and not a.attisdropped
     where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' order by 1`,
  );
  const prints: Record<string, unknown> = {};
  for (const { table } of rows) {
    prints[table] = await one(
      root,
      `select count(*) as n, md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as content
       from public.${table} t where customer_id = $1`,
      customerId,
    );
  }
  prints.media = await one(
    root,
    "select count(*) as n from chat_media x join chat_messages m on m.id = x.message_id where m.customer_id = $1",
    customerId,
  );
  prints.words = await one(
    root,
    "select count(*) as n from message_search x join chat_messages m on m.seq = x.seq where m.customer_id = $1",
    customerId,
  );
  prints.objects = await one(
    root,
    "select count(*) as n from storage.objects where name like $1",
    `${customerId}/%`,
  );
  return prints;
}

describe("completeness", () => {
  it("10,000 messages, 500 files, the person planted in every column: nothing is found afterwards, and another customer loses nothing", async () => {
    const her = { id: randomUUID(), phone, waUserId, name };
    const other = {
      id: randomUUID(),
      phone: otherPhone,
      waUserId: "UG.other5551",
      name: "Okello Sam",
    };
    await fillConversation(root, her, { messages: 10_000, files: 500, words });
    await fillConversation(root, other, { messages: 200, files: 20, words });
    // A thread in which both wrote: hers goes, the other's stays.
    const thread = await one<{ id: string }>(
      root,
      "select id from support_tickets where customer_id = $1 limit 1",
      her.id,
    );
    await root.query(
      `insert into ticket_messages (ticket_id, customer_id, author, audience, body)
       values ($1, $2, 'customer', 'customer', 'My parcel is in the same box')`,
      [thread.id, other.id],
    );
    const shared = await one<{ id: string }>(
      root,
      "select id from ticket_messages where customer_id = $1 and ticket_id = $2",
      other.id,
      thread.id,
    );
    const requestId = await verifiedRequest(root, her.id);
    const { columns, empty } = await plantEverywhere(root, her, planted);
    expect(empty, "tables where no row could be made: add one to fillConversation").toEqual([]);
    expect(columns.length).toBeGreaterThan(120);

    await root.query(
      "update erasure_runs set state = 'cancelled', finished_at = null where customer_id = $1",
      [her.id],
    );
    const before = await fingerprint(other.id);
    const runId = await approved(privacy, requestId);
    expect(await begin(service, runId)).toBe("running");
    const outcome = await erase(service, runId, undefined, 5000).catch(String);
    const run = await one(
      root,
      "select state, findings, elsewhere from erasure_runs where id = $1",
      runId,
    );
    expect(run).toEqual({ state: "completed", findings: [], elsewhere: [] });
    expect(outcome).toBe("over");

    // Looked for here by other means than the check's own: every column of every table as text.
    const { rows: all } = await root.query<{ table: string; column: string }>(
      `select format('%I.%I', n.nspname, c.relname) as table, a.attname as column
       from pg_class c join pg_namespace n on n.oid = c.relnamespace
       join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
       where c.relkind = 'r' and n.nspname in ('public', 'storage')`,
    );
    const found: string[] = [];
    for (const { table, column } of all) {
      const hit = await one<{ n: number }>(
        root,
        `select count(*) as n from ${table} where "${column}"::text ilike any ($1)`,
        needles.map((needle) => `%${needle}%`),
      );
      // The other customer shares her words.
      if (hit.n > 0 && !unplantable.has(`${table}.${column}`)) {
        const shares = await one<{ n: number }>(
          root,
          `select count(*) as n from ${table} where "${column}"::text ilike any ($1)`,
          needles.filter((needle) => needle !== words).map((needle) => `%${needle}%`),
        );
        if (shares.n > 0) found.push(`${table}.${column}`);
      }
    }
    expect(found).toEqual([]);
    expect(
      await one(
        root,
        `select (select count(*) from chat_messages where customer_id = $1) as messages,
                (select count(*) from storage.objects where name like $1::uuid::text || '/%') as objects,
                (select count(*) from customer_identities where customer_id = $1) as identities`,
        her.id,
      ),
    ).toEqual({ messages: 0, objects: 0, identities: 0 });

    const after = await fingerprint(other.id);
    // She became theirs: the ticket in which the other wrote, without her words.
    const { support_tickets: ticketsBefore, ...restBefore } = before;
    const { support_tickets: ticketsAfter, ...restAfter } = after;
    expect(restAfter).toEqual(restBefore);
    expect(ticketsAfter).toMatchObject({ n: Number(Object(ticketsBefore).n) + 1 });
    expect(await one(root, "select body from ticket_messages where id = $1", shared.id)).toEqual({
      body: "My parcel is in the same box",
    });
    // The largest of these tests: its rows, not a wait, take the time, on a slow machine many times as long.
  }, 180_000);
});
