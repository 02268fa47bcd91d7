import type pg from "pg";
import { beforeAll, describe, expect, it } from "vitest";
import { startConversation } from "./scenario";
import { asStaff } from "./staff-actor";
import { call, openTestDatabase } from "./test-database";

const database = openTestDatabase();
type State = { unchanged: boolean; marker: string };

let reader: pg.Client;
let writer: pg.Client;
const state = (marker: string | null, ...lists: string[]) =>
  call<State>(reader, "list_state", lists, marker);

beforeAll(async () => {
  reader = await asStaff(database, "support");
  writer = await database.superuser();
  await startConversation(await database.as("service_role"));
});

const ticket =
  "insert into support_tickets (customer_id, category, subject, summary, opened_by) select id, 'other', 'A', 'B', 'staff' from customers limit 1";

describe("what has changed since", () => {
  it("is nothing until somebody commits, whatever they began before, and then exactly once", async () => {
    const { marker, unchanged } = await state(null, "tickets");
    expect(unchanged).toBe(false);
    expect(await state(marker, "tickets")).toEqual({ unchanged: true, marker });

    await writer.query("begin");
    await writer.query(ticket);
    // Others commit meanwhile: their marks are newer than the one that is still to come.
    const other = await database.superuser();
    await other.query(ticket);
    const second = await state(marker, "tickets");
    expect(second.unchanged).toBe(false);
    expect((await state(second.marker, "tickets")).unchanged).toBe(true);
    await writer.query("commit");
    const third = await state(second.marker, "tickets");
    expect(third.unchanged).toBe(false);
    expect((await state(third.marker, "tickets")).unchanged).toBe(true);
    expect((await state(third.marker, "media")).unchanged).toBe(true);
  });

  it("leaves one mark a transaction, none for what is taken back, and takes old ones along", async () => {
    const { marker } = await state(null, "tickets");
    await writer.query("begin");
    for (let n = 0; n < 5; n += 1) await writer.query(ticket);
    await writer.query("rollback");
    expect((await state(marker, "tickets")).unchanged).toBe(true);
    await writer.query("update list_changes set at = at - interval '11 minutes'");
    await writer.query("begin");
    for (let n = 0; n < 5; n += 1) await writer.query(ticket);
    await writer.query("commit");
    const { rows } = await writer.query(
      "select count(*) as n from list_changes where list = 'tickets'",
    );
    expect(rows).toEqual([{ n: 1 }]);
  });

  it("costs intake nothing but for what is parked", async () => {
    const { marker } = await state(null, "parked");
    const event = (status: string, reason: string | null) =>
      writer.query(
        "insert into wa_events (dedupe_key, event_type, raw, status, park_reason) values (gen_random_uuid()::text, 'message', '{}', $1, $2)",
        [status, reason],
      );
    await event("stored", null);
    expect((await state(marker, "parked")).unchanged).toBe(true);
    await event("parked", "unknown_type");
    expect((await state(marker, "parked")).unchanged).toBe(false);
    const parked = await state(null, "parked");
    await writer.query("update wa_events set status = 'stored', park_reason = null");
    expect((await state(parked.marker, "parked")).unchanged).toBe(false);
  });

  it("covers the audit log, holds, runs of retention and staff, each by itself", async () => {
    const changes: Record<string, string[]> = {
      audit: [
        "insert into audit_log (actor_kind, action, subject_kind) values ('system', 'tried', 'chat_session')",
      ],
      holds: [
        "insert into legal_holds (customer_id, reason, review_on) select id, 'Matter 12 of the tax office', '2099-01-01' from customers limit 1",
        "update legal_holds set review_on = '2099-02-01'",
      ],
      retention: [
        "insert into retention_runs (trigger) values ('schedule')",
        "update retention_runs set heartbeat_at = now()",
        "insert into media_cleanup_runs (trigger, settings) values ('schedule', '{}')",
      ],
      staff: ["update staff set display_name = 'Somebody Else'"],
    };
    for (const [list, acts] of Object.entries(changes)) {
      const others = Object.keys(changes).filter((name) => name !== list);
      for (const act of acts) {
        const { marker } = await state(null, list);
        await writer.query(act);
        expect((await state(marker, list)).unchanged, act).toBe(false);
        expect((await state(marker, ...others)).unchanged, act).toBe(true);
      }
    }
    // What an act changes beside the row of staff, a second factor say, is told by its audit row.
    const { marker } = await state(null, "staff");
    await writer.query(
      "insert into audit_log (actor_kind, action, subject_kind, subject_id) select 'system', 'tried', 'staff', user_id from staff limit 1",
    );
    expect((await state(marker, "staff")).unchanged).toBe(false);
  });

  it("lets two people's audited acts go on side by side", async () => {
    const other = await database.superuser();
    const act =
      "insert into audit_log (actor_kind, action, subject_kind) values ('system', 'tried', 'chat_session')";
    await writer.query("update list_changes set at = at - interval '11 minutes'");
    await writer.query("begin");
    await writer.query(act);
    // Would wait for ever if the first, not yet committed, held anything that the second needs.
    await other.query(act);
    await writer.query("rollback");
  });

  it("reads again after a minute, and what a marker cannot be", async () => {
    const { marker } = await state(null, "alerts");
    const [at, snapshot] = marker.split(".");
    const strange = [
      `${Number(at) - 61}.${snapshot}`,
      `${Number(at) + 3600}.${snapshot}`,
      ...["", "x", `${at}.`, `${at}.9:1:`, `${at}.99999999999999999999:1:`],
    ];
    for (const held of strange) {
      expect((await state(held, "alerts")).unchanged, held).toBe(false);
    }
  });
});
