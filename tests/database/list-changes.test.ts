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
