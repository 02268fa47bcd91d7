/**
 * What the clock of a request says to a reader. The dates themselves come from the database
 * (privacy_due_date), which alone knows the law; here they are only counted.
 */
export type ClockReading = {
  kind: "closed" | "paused" | "overdue" | "today" | "soon" | "fine";
  /** Whole days to the last day; past it, days since. */
  days: number;
};

/** From here on a request is due soon, in days. */
export const dueSoonDays = 7;

const dayMs = 86_400_000;
/** Uganda keeps one offset all year. */
const ugandaMs = 3 * 3_600_000;
const ugandanDay = (at: number) => Math.floor((at + ugandaMs) / dayMs);

type Clock = { due_at: string; paused_at: string | null; closed_at: string | null };

/** How much of the time is left at `now`, in calendar days of Uganda. Pure. */
export function readClock(request: Clock, now: number): ClockReading {
  const left = ugandanDay(Date.parse(request.due_at)) - ugandanDay(now);
  const days = Math.abs(left);
  if (request.closed_at) return { kind: "closed", days };
  if (request.paused_at) return { kind: "paused", days };
  if (left < 0) return { kind: "overdue", days };
  if (left === 0) return { kind: "today", days };
  return { kind: left <= dueSoonDays ? "soon" : "fine", days };
}
