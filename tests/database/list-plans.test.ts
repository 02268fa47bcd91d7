import type pg from "pg";
import { beforeAll, expect, it } from "vitest";
import { seedDatabase } from "../../local/seed/seed-database";
import { consoleLists } from "../bench/console-lists";
import { scannedTables } from "./scan-counts";
import { asStaff } from "./staff-actor";
import { openTestDatabase } from "./test-database";

const database = openTestDatabase();
/** Tables that grow with what customers write; the others are small. */
const growing = [
  "customers",
  "customer_identities",
  "chat_sessions",
  "chat_messages",
  "message_search",
  "send_attempts",
];
/** These grow as well, and are looked at each minute. */
const ofOperations = ["wa_events", "agent_turns", "chat_media", "job_runs", "privacy_requests"];
const actors: Record<string, pg.Client> = {};
let watcher: pg.Client;

beforeAll(async () => {
  watcher = await database.superuser();
  const target = {
    query: async (sql: string, params?: unknown[]) => (await watcher.query(sql, params)).rows,
    close: async () => {},
  };
  await seedDatabase(target, { sessions: 300, messages: 5_000, seed: 4 }, () => {});
  for (const role of ["support", "admin"] as const) {
    const actor = await asStaff(database, role);
    // Small tables are read whole because that is cheaper. Priced out, a scan is left only where no index serves.
    await actor.query("set enable_seqscan = off");
    actors[role] = actor;
  }
});

it("the watch sees a scan inside a function", async () => {
  await watcher.query(
    "create function public.scans() returns bigint language plpgsql as 'begin return (select count(*) from public.chat_messages where part_index = 9); end'",
  );
  const scanned = await scannedTables(watcher, watcher, growing, () =>
    watcher.query("select public.scans()"),
  );
  expect(scanned).toEqual(["chat_messages"]);
});

it.each(consoleLists)("$name is served by indexes alone", async ({ role, sql, args }) => {
  const actor = actors[role];
  if (!actor) throw new Error(`Nobody acts as ${role}`);
  const scanned = await scannedTables(actor, watcher, growing, () =>
    actor.query(`select ${sql}`, args ?? []),
  );
  expect(scanned).toEqual([]);
});

it.each([
  ["a scrape", "public.metrics_now()"],
  [
    "the minute's look for alerts",
    `public.raise_alerts('{"tells": true, "notify": ["incoming", "reply", "agent_error"], "remind_hours": 6,
      "keep_days": 30, "limits": {"hand_over_minutes": 10, "privacy_days": 7, "queue_minutes": {"turns": 5}}}')`,
  ],
])("%s is served by indexes alone", async (_what, sql) => {
  const service = await database.as("service_role");
  await service.query("set enable_seqscan = off");
  const scanned = await scannedTables(service, watcher, [...growing, ...ofOperations], () =>
    service.query(`select ${sql}`),
  );
  expect(scanned).toEqual([]);
});
