export type ClockDay = { date: string; kind: "past" | "paused" | "today" | "coming" | "last" };
type Span = { from: string; until: string | null };
type Clock = { received_on: string; today: string; due_on: string; pauses: readonly Span[] };

const dayMs = 86_400_000;
const next = (date: string) => new Date(Date.parse(date) + dayMs).toISOString().slice(0, 10);
/** More days than this are drawn as this many steps. */
const mostDays = 140;

/** Every day from receipt to the last one, each with what it was; a pause without an end lasts to today. Pure. */
export function clockDays({ received_on, today, due_on, pauses }: Clock): ClockDay[] {
  const isPaused = (date: string) =>
    pauses.some(({ from, until }) => date >= from && date < (until ?? next(today)));
  const days: ClockDay[] = [];
  for (let date = received_on; date <= due_on && days.length < mostDays; date = next(date)) {
    days.push({ date, kind: kindOf(date) });
  }
  return days;

  function kindOf(date: string): ClockDay["kind"] {
    if (date === today) return "today";
    if (isPaused(date)) return "paused";
    if (date === due_on) return "last";
    return date < today ? "past" : "coming";
  }
}
