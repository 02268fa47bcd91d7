import type pg from "pg";
import { beforeAll, describe, expect, it } from "vitest";
import { asStaff } from "./staff-actor";
import { call, openTestDatabase } from "./test-database";

const database = openTestDatabase();

type Line = {
  id: string;
  customer_name: string;
  number: string;
  to_status: string;
  session_id: string | null;
  message_seq: number | null;
};
type Page = { rows: Line[]; next: { at: string; id: string } | null };

let privacy: pg.Client;
let admin: pg.Client;
const list = (filter: object, before: object | null = null, limit = 50) =>
  call<Page>(privacy, "list_consent_events", filter, before, limit);

beforeAll(async () => {
  admin = await database.superuser();
  privacy = await asStaff(database, "privacy");
  // 30 customers, four changes each, many at the same instant.
  await admin.query(`
    with people as (
      insert into customers (display_name) select 'Person ' || n from generate_series(100, 129) n returning id, display_name
    ), numbers as (
      insert into customer_identities (customer_id, kind, value)
      select id, 'phone', '+256772000' || right(display_name, 3) from people
    )
    insert into consent_events (customer_id, scope, from_status, to_status, source, words, occurred_at)
    select p.id, x.scope, x.was, x.becomes, x.source, x.words, x.at::timestamptz
    from people p, (values
      ('service', 'pending', 'opted_out', 'keyword', 'STOP', '2026-11-01T08:00:00Z'),
      ('service', 'opted_out', 'opted_in', 'keyword', 'START', '2026-11-02T08:00:00Z'),
      ('marketing', 'unknown', 'stopped', 'preference', 'stop', '2026-11-02T08:00:00Z'),
      ('service', 'opted_in', 'opted_out', 'button', 'Stop', '2026-11-03T08:00:00Z')) x (scope, was, becomes, source, words, at)`);
});

describe("the consent ledger", () => {
  it("pages through every line once, newest first, over instants that many share", async () => {
    const seen: string[] = [];
    let cursor: Page["next"] = null;
    do {
      const page: Page = await list({}, cursor, 7);
      seen.push(...page.rows.map((row) => row.id));
      cursor = page.next;
    } while (cursor);
    expect(seen).toHaveLength(120);
    expect(new Set(seen).size).toBe(120);
  });

  it("is filtered by person, kind, change, way and time", async () => {
    const count = async (filter: object) => (await list(filter, null, 1000)).rows.length;
    expect(await count({ search: "Person 105" })).toBe(4);
    expect(await count({ search: "0772000105", calling_code: "256" })).toBe(4);
    expect(await count({ search: "Nobody" })).toBe(0);
    expect(await count({ scope: "marketing" })).toBe(30);
    expect(await count({ change: "opted_out" })).toBe(60);
    expect(await count({ change: "opted_out", source: "button" })).toBe(30);
    expect(await count({ from: "2026-11-02T08:00:00Z", before: "2026-11-03T08:00:00Z" })).toBe(60);
    const [first] = (await list({ search: "Person 105" })).rows;
    expect(await count({ id: first?.id })).toBe(1);
  });

  it("masks numbers, and its export is written down without what was looked for", async () => {
    const [line] = (await list({ search: "Person 105" })).rows;
    expect(line?.number).toContain("•••");
    expect(line?.number).not.toContain("772000105");
    const begun = await call<{ before: string }>(privacy, "begin_consent_export", {
      search: "Person 105",
      change: "opted_out",
    });
    expect(Date.parse(begun.before)).toBeLessThanOrEqual(Date.now());
    const { rows } = await admin.query(
      "select details from audit_log where action = 'consent_exported'",
    );
    expect(rows).toEqual([{ details: { filters: ["change", "search"] } }]);
  });

  it("P21: support and people who are not staff get neither the list nor the export", async () => {
    const nobody = await database.as("authenticated", crypto.randomUUID());
    for (const actor of [await asStaff(database, "support"), nobody]) {
      for (const attempt of [
        call(actor, "list_consent_events", {}, null, 50),
        call(actor, "begin_consent_export", {}),
      ]) {
        await expect(attempt).rejects.toMatchObject({ code: "42501" });
      }
    }
  });
});
