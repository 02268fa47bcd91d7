import { describe, expect, it } from "vitest";
import { openFirst } from "@/components/tickets/open-first";
import { readFilter } from "@/lib/http/read-filter";
import { type TicketRow, ticketFilter } from "@/lib/tickets/console-schemas";
import { planChanges } from "@/lib/tickets/plan-changes";

const ticket = (over: Partial<TicketRow>): TicketRow => ({
  id: "00000000-0000-4000-8000-000000000001",
  reference: "T-1001",
  customer_id: "00000000-0000-4000-8000-0000000000c1",
  session_id: null,
  turn_id: null,
  customer_name: null,
  customer_number: null,
  category: "other",
  sentiment: "neutral",
  priority: "normal",
  journey_stage: null,
  status: "open",
  escalated: false,
  subject: "Subject",
  summary: "Summary",
  opened_by: "bot",
  opened_by_name: null,
  assigned_to: null,
  assigned_name: null,
  created_at: "2026-11-22T10:00:00Z",
  updated_at: "2026-11-22T10:00:00Z",
  last_activity_at: "2026-11-22T10:00:00Z",
  first_response_at: null,
  resolved_at: null,
  closed_at: null,
  ...over,
});
const me = "00000000-0000-4000-8000-0000000000a1";

describe("a change of tickets", () => {
  it("leaves out what is so already, and its inverse gives each ticket back its own state", () => {
    const pending = ticket({ id: "a", status: "pending" });
    const open = ticket({ id: "b", status: "open" });
    const done = ticket({ id: "c", status: "resolved" });
    expect(planChanges([pending, open, done], { status: "resolved" })).toEqual({
      changes: [
        { id: "a", status: "resolved" },
        { id: "b", status: "resolved" },
      ],
      inverse: [
        { id: "a", status: "pending" },
        { id: "b", status: "open" },
      ],
    });
  });

  it("knows taking a ticket from everybody from not asking for it", () => {
    const mine = ticket({ assigned_to: me });
    expect(planChanges([mine], { assigned_to: null })).toEqual({
      changes: [{ id: mine.id, assigned_to: null }],
      inverse: [{ id: mine.id, assigned_to: me }],
    });
    expect(planChanges([mine], { priority: "urgent" }).changes).toEqual([
      { id: mine.id, priority: "urgent" },
    ]);
    expect(planChanges([mine], { assigned_to: me })).toEqual({ changes: [], inverse: [] });
  });
});

describe("the filter in the address", () => {
  it("keeps what it understands and leaves the rest at its default", () => {
    expect(readFilter(ticketFilter, {})).toEqual({ status: "unsettled", sort: "urgent" });
    expect(
      readFilter(ticketFilter, {
        status: "deleted",
        priority: "urgent",
        assigned: "somebody",
        search: "",
        sentiment: ["negative", "neutral"],
        customer_id: me,
        open: "x",
      }),
    ).toEqual({ status: "unsettled", sort: "urgent", priority: "urgent", customer_id: me });
    expect(readFilter(ticketFilter, { assigned: me, sort: "recent", status: "all" })).toEqual({
      status: "all",
      sort: "recent",
      assigned: me,
    });
  });
});

describe("tickets of one customer", () => {
  it("stand unsettled first, the newest first in both halves", () => {
    const given = ["closed", "open", "resolved", "pending"] as const;
    expect(
      openFirst(given.map((status) => ticket({ status }))).map(({ status }) => status),
    ).toEqual(["open", "pending", "closed", "resolved"]);
  });
});
