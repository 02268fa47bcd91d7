/** A calendar day as people read it, `4 Jan 2027`: a day has no zone. */
export function formatDay(day: string): string {
  return new Intl.DateTimeFormat("en-GB", {
    ...{ day: "numeric", month: "short", year: "numeric" },
    timeZone: "UTC",
  }).format(new Date(`${day}T00:00:00Z`));
}

/** So many months from now, as a day for a date field. */
export function dayInMonths(months: number, now: number): string {
  const day = new Date(now);
  day.setUTCMonth(day.getUTCMonth() + months);
  return day.toISOString().slice(0, 10);
}
