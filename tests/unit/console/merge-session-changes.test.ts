import { describe, expect, it } from "vitest";
import {
  mergeSessionChanges,
  type SessionPages,
} from "@/components/sessions/merge-session-changes";
import type { SessionListChanges, SessionRow } from "@/lib/chat/console-schemas";

const now = Date.parse("2026-11-22T12:00:00Z");
const noCounts = {
  open: 0,
  human: 0,
  mine: 0,
  closing: 0,
  unanswered: 0,
  failed: 0,
  opted_out: 0,
  unread: 0,
};

describe("mergeSessionChanges", () => {
  it("moves a changed row to the top of its order and keeps the rest", () => {
    const merged = mergeSessionChanges(
      pagesOf([row("a", 10), row("b", 20), row("c", 30)], null),
      changes({ rows: [row("c", 1)] }),
      "time",
      now,
    );
    expect(idsOf(merged)).toEqual([["c", "a", "b"]]);
    expect(merged.pages[0]?.as_of).toBe("later");
  });

  it("takes out rows that left the filter", () => {
    const merged = mergeSessionChanges(
      pagesOf([row("a", 10), row("b", 20)], null),
      changes({ gone: ["a"] }),
      "time",
      now,
    );
    expect(idsOf(merged)).toEqual([["b"]]);
  });

  it("puts a hand-over before the rows of the bot, however old", () => {
    const merged = mergeSessionChanges(
      pagesOf([row("a", 10), row("b", 20)], null),
      changes({ rows: [{ ...row("b", 20), owner: "human" }] }),
      "urgency",
      now,
    );
    expect(idsOf(merged)).toEqual([["b", "a"]]);
  });

  it("keeps the list of closing windows by their end, the soonest first", () => {
    const until = (id: string, minutes: number) => ({
      ...row(id, 1),
      window_expires_at: new Date(now + minutes * 60_000).toISOString(),
    });
    const merged = mergeSessionChanges(
      pagesOf([until("a", 10), until("b", 60)], null),
      changes({ rows: [until("c", 30)] }),
      "window",
      now,
    );
    expect(idsOf(merged)).toEqual([["a", "c", "b"]]);
  });

  it("leaves a row that belongs behind the last loaded page to its page", () => {
    const more = { segment: "rest" as const, at: "x", id: row("b", 20).id };
    const merged = mergeSessionChanges(
      pagesOf([row("a", 10), row("b", 20)], more),
      changes({ rows: [row("z", 500)] }),
      "time",
      now,
    );
    expect(idsOf(merged)).toEqual([["a", "b"]]);
  });

  it("adds that row when everything is loaded", () => {
    const merged = mergeSessionChanges(
      pagesOf([row("a", 10)], null),
      changes({ rows: [row("z", 500)] }),
      "time",
      now,
    );
    expect(idsOf(merged)).toEqual([["a", "z"]]);
  });

  it("fills a list that was empty", () => {
    const merged = mergeSessionChanges(
      pagesOf([], null),
      changes({ rows: [row("a", 1)] }),
      "time",
      now,
    );
    expect(idsOf(merged)).toEqual([["a"]]);
  });
});

function row(id: string, minutesAgo: number): SessionRow {
  return {
    id,
    name: id,
    number: null,
    status: "active",
    owner: "bot",
    owner_reason: null,
    assigned_to: null,
    assigned_name: null,
    consent: "pending",
    last_seq: 1,
    unread: 0,
    last_message_at: new Date(now - minutesAgo * 60_000).toISOString(),
    window_expires_at: null,
    customer_waits: false,
    last_message: null,
    updated_at: "x",
  };
}

function pagesOf(rows: SessionRow[], next: SessionPages["pages"][number]["next"]): SessionPages {
  return { pageParams: [null], pages: [{ rows, next, counts: noCounts, as_of: "before" }] };
}

function changes(some: Partial<SessionListChanges>): SessionListChanges {
  return { reset: false, rows: [], gone: [], counts: noCounts, as_of: "later", ...some };
}

const idsOf = (pages: SessionPages) => pages.pages.map((page) => page.rows.map((one) => one.id));
