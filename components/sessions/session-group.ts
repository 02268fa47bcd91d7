import type { SessionRow } from "@/lib/chat/console-schemas";

export type SessionGroup = "human" | "closing" | "rest";

const closingWithinMs = 2 * 3_600_000;

/** The urgency of a row of the open list; the same rule as the database's, so that time alone can move a row. */
export function groupOf(row: SessionRow, now: number): SessionGroup {
  if (row.owner === "human") return "human";
  if (!row.window_expires_at || !row.customer_waits) return "rest";
  const left = Date.parse(row.window_expires_at) - now;
  return left > 0 && left <= closingWithinMs ? "closing" : "rest";
}

const order: SessionGroup[] = ["human", "closing", "rest"];

/** Order of the open list: by urgency, then newest first; within closing, the soonest first. */
export function compareByUrgency(a: SessionRow, b: SessionRow, now: number): number {
  const groupA = groupOf(a, now);
  const groupB = groupOf(b, now);
  if (groupA !== groupB) return order.indexOf(groupA) - order.indexOf(groupB);
  return groupA === "closing" ? compareByWindow(a, b) : compareByTime(a, b);
}

/** Whose window ends first. */
export function compareByWindow(a: SessionRow, b: SessionRow): number {
  return (
    Date.parse(a.window_expires_at ?? "") - Date.parse(b.window_expires_at ?? "") ||
    (a.id < b.id ? -1 : 1)
  );
}

/** Newest first, as most lists. */
export function compareByTime(a: SessionRow, b: SessionRow): number {
  return Date.parse(b.last_message_at) - Date.parse(a.last_message_at) || (a.id < b.id ? 1 : -1);
}
