/** `14:00` for an hour, `22 Nov` for a day, in the zone whose spans these are. */
export function spanLabel(iso: string, by: "hour" | "day", zone: string): string {
  const options: Intl.DateTimeFormatOptions =
    by === "hour"
      ? { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }
      : { day: "numeric", month: "short" };
  return new Intl.DateTimeFormat("en-GB", { ...options, timeZone: zone }).format(new Date(iso));
}
