import type pg from "pg";
import { beforeAll, describe, expect, it } from "vitest";
import { openTestDatabase } from "./test-database";

/**
 * Every table either ends with a class of retention or says here why it does not. What a class deletes is
 * read from the functions themselves, and what goes with it from the foreign keys: a new table that holds
 * somebody's words and outlives them fails here.
 */
const database = openTestDatabase();

/** Kept as long as the customer: each needs a reason beside the class "customers". */
const withTheCustomer: Record<string, string> = {
  contact_notices:
    "whether the first-contact notice was given; no content, and asked before every first reply",
  consent_events: "the proof of what was agreed to or stopped",
  customer_identities: "how a person is found again, to be answered or erased",
  erasure_previews: "counts and ids of a request, in the class requests as well",
  identity_conflicts: "two ids of customers and a decision",
};

/** Nothing of a customer in them, or nothing but keyed hashes. */
const withoutAge: Record<string, string> = {
  agent_profiles: "how the agent speaks, versioned",
  alert_channel: "whether alerts reach us",
  alert_messages: "alerts that were sent: ids and enums",
  alerts: "conditions of the service: ids and enums",
  canned_replies: "sentences of the company",
  erasure_certificates: "proof by counts and keyed hashes, to be shown to a regulator years later",
  erasure_notices: "which processor was told when, by ids",
  erasure_runs: "progress of an erasure in counts, which its certificate refers to",
  erasure_steps: "counts of each step",
  erasure_targets: "what an erasure looks for, deleted when its check is over",
  hourly_figures: "counts by hour",
  hourly_hand_overs: "counts by hour",
  hourly_reply_times: "counts by hour",
  knowledge_articles: "texts of the company, versioned",
  list_changes: "which list changed in which transaction, kept for ten minutes",
  message_templates: "texts of the company",
  metric_cursor: "a place in a count",
  metric_totals: "counts",
  privacy_export_removals: "paths of files to remove, emptied by the job",
  read_marks: "of staff",
  reembed_runs: "progress in counts",
  saved_views: "of staff",
  send_pacing: "the pace of sending by number of ours",
  send_stops: "stops of our own number",
  staff: "of staff",
  suppressions: "keyed hashes that must outlive the data: a stop and an erasure are kept by them",
};

let root: pg.Client;
let tables: string[];
let deleted: Set<string>;
let cascades: { child: string; parent: string; action: string }[];

beforeAll(async () => {
  root = await database.superuser();
  tables = (
    await root.query<{ name: string }>(
      "select relname::text as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') order by 1",
    )
  ).rows.map((row) => row.name);
  const sources = await root.query<{ prosrc: string }>(
    `select prosrc from pg_proc where pronamespace = 'public'::regnamespace
       and (proname like 'retire\\_%' or proname = 'remove_media_rows') and proname <> 'retire_article'`,
  );
  const code = sources.rows.map((row) => row.prosrc).join("\n");
  deleted = new Set([
    ...[...code.matchAll(/delete from public\.(\w+)/g)].map((match) => match[1] ?? ""),
    // The tables that retire_batch hands to retire_owned and retire_several.
    ...[...code.matchAll(/(?:retire_owned\(|array\[)'(\w+)'/g)].map((match) => match[1] ?? ""),
  ]);
  cascades = (
    await root.query<{ child: string; parent: string; action: string }>(
      `select conrelid::regclass::text as child, confrelid::regclass::text as parent, confdeltype::text as action
       from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace`,
    )
  ).rows;
});

/** These tables and whatever a foreign key deletes with them. */
function closure(roots: Iterable<string>): Set<string> {
  const found = new Set(roots);
  for (let before = -1; before !== found.size; ) {
    before = found.size;
    for (const { child, parent, action } of cascades)
      if (action === "c" && found.has(parent)) found.add(child);
  }
  return found;
}

describe("classes of retention", () => {
  it("every table goes with a class, with its customer, or says why it stays", () => {
    const byAge = closure(
      [...deleted].filter((name) => name !== "customers" && name !== "chat_sessions"),
    );
    const withSession = closure(["chat_sessions"]);
    const withCustomer = closure(["customers"]);
    expect(deleted).toContain("chat_messages");
    const homeless = tables.filter((name) => {
      if (name === "customers" || name === "chat_sessions" || byAge.has(name)) return false;
      if (withoutAge[name] !== undefined) return false;
      // Working rows of an open conversation without a word of it: read marks and presence of staff.
      if (withSession.has(name) && ["session_presence", "session_reads"].includes(name))
        return false;
      return !(withTheCustomer[name] !== undefined && withCustomer.has(name));
    });
    expect(
      homeless,
      "Give the table a class in supabase/migrations (retire_*), or say in this file why it needs none.",
    ).toEqual([]);
  });

  it("no reason is left for a table that is gone", () => {
    const named = [...Object.keys(withTheCustomer), ...Object.keys(withoutAge)];
    expect(named.filter((name) => !tables.includes(name))).toEqual([]);
  });

  it("no table without an age refers to a customer, a conversation or a message of its own", async () => {
    const people = new Set(["customers", "chat_sessions", "chat_messages", "agent_turns"]);
    const bound = cascades
      .filter(
        ({ child, parent, action }) =>
          withoutAge[child] !== undefined && people.has(parent) && action !== "n" && action !== "c",
      )
      .map(({ child, parent }) => `${child} -> ${parent}`);
    expect(bound).toEqual([]);
  });

  it("nothing keeps a row from going: foreign keys cascade or let go, or the class looks first", async () => {
    const { rows } = await root.query<{ prosrc: string }>(
      "select prosrc from pg_proc where proname = 'customer_is_bare'",
    );
    const looked = rows[0]?.prosrc ?? "";
    const blocking = cascades.filter(
      ({ child, parent, action }) =>
        deleted.has(parent) &&
        !["c", "n"].includes(action) &&
        !(parent === "customers" && looked.includes(`public.${child} `)),
    );
    expect(blocking).toEqual([]);
  });
});
