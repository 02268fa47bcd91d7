/**
 * The instants of a range of days in a zone, as ISO strings: from the first day's start up to, not
 * including, the start of the day after the last. A day that is absent or no day leaves its side open. Pure.
 */
export function dayBounds(
  { from, until }: { from: string | null; until: string | null },
  zone: string,
): { from: string | null; before: string | null } {
  return { from: startOfDay(from, 0, zone), before: startOfDay(until, 1, zone) };
}

function startOfDay(day: string | null, daysLater: number, zone: string): string | null {
  const [, year, month, date] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day ?? "") ?? [];
  if (!year || !month || !date) return null;
  const wall = Date.UTC(Number(year), Number(month) - 1, Number(date) + daysLater);
  // The offset depends on the instant sought. The second look corrects the first where clocks change.
  const near = wall - offsetAt(wall, zone);
  return new Date(wall - offsetAt(near, zone)).toISOString();
}

/** Milliseconds by which clocks of the zone are ahead of UTC at an instant. */
function offsetAt(instant: number, zone: string): number {
  const parts = new Intl.DateTimeFormat("en-GB", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  }).formatToParts(instant);
  const part = (type: string) => Number(parts.find((found) => found.type === type)?.value);
  return (
    Date.UTC(
      part("year"),
      part("month") - 1,
      part("day"),
      part("hour"),
      part("minute"),
      part("second"),
    ) - instant
  );
}
