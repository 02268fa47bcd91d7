const format = new Intl.DateTimeFormat("en-GB", {
  weekday: "short",
  day: "numeric",
  month: "short",
  year: "numeric",
  timeZone: "UTC",
});

/** A calendar day (`2026-12-15`) as people write it: `Tue, 15 Dec 2026`. No zone moves it. */
export const shortDay = (date: string): string => format.format(new Date(`${date}T00:00:00Z`));
