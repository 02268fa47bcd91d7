const cached = new Map<string, Intl.DateTimeFormat>();

function formatter(zone: string, kind: keyof typeof kinds): Intl.DateTimeFormat {
  const key = `${kind} ${zone}`;
  let found = cached.get(key);
  if (!found) {
    found = new Intl.DateTimeFormat("en-GB", { ...kinds[kind], timeZone: zone });
    cached.set(key, found);
  }
  return found;
}

const kinds = {
  clock: { hour: "2-digit", minute: "2-digit", hourCycle: "h23" },
  weekday: { weekday: "short" },
  date: { day: "numeric", month: "short" },
  dateOfYear: { day: "numeric", month: "short", year: "numeric" },
  dayTitle: { weekday: "short", day: "numeric", month: "long" },
  dayTitleOfYear: { weekday: "short", day: "numeric", month: "long", year: "numeric" },
  month: { month: "short", year: "numeric" },
  exact: {
    weekday: "short",
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
    timeZoneName: "short",
  },
  isoDay: { year: "numeric", month: "2-digit", day: "2-digit" },
} satisfies Record<string, Intl.DateTimeFormatOptions>;

/** `09:08` */
export const formatClock = (iso: string, zone: string) =>
  formatter(zone, "clock").format(new Date(iso));

/** `Sun, 22 Nov 2026, 09:05:12 EAT`: the exact instant, for hovers. */
export const formatExact = (iso: string, zone: string) =>
  formatter(zone, "exact").format(new Date(iso));

/** `Mar 2025` */
export const formatMonth = (iso: string, zone: string) =>
  formatter(zone, "month").format(new Date(iso));

/** The calendar day in the viewer's zone, as a key: `22/11/2026`. */
export const dayKey = (iso: string, zone: string) =>
  formatter(zone, "isoDay").format(new Date(iso));

const daysApart = (iso: string, now: number, zone: string) => {
  const day = (at: Date) => {
    const parts = formatter(zone, "isoDay").formatToParts(at);
    const part = (type: string) => Number(parts.find((p) => p.type === type)?.value);
    return Date.UTC(part("year"), part("month") - 1, part("day")) / 86_400_000;
  };
  return day(new Date(now)) - day(new Date(iso));
};

const sameYear = (iso: string, now: number, zone: string) =>
  formatter(zone, "month").format(new Date(iso)).slice(-4) ===
  formatter(zone, "month").format(new Date(now)).slice(-4);

/** Short time of a list row: clock today, `Sat` within the last week, else and for days to come `12 Oct`, `12 Oct 2025`. */
export function formatRowTime(iso: string, now: number, zone: string): string {
  const days = daysApart(iso, now, zone);
  const at = new Date(iso);
  if (days === 0) return formatter(zone, "clock").format(at);
  if (days > 0 && days < 7) return formatter(zone, "weekday").format(at);
  return formatter(zone, sameYear(iso, now, zone) ? "date" : "dateOfYear").format(at);
}

/** Title of a day in the transcript: `Today, Sun 22 November`. */
export function formatDayTitle(
  iso: string,
  now: number,
  zone: string,
  words: { today: string; yesterday: string },
): string {
  const title = formatter(zone, sameYear(iso, now, zone) ? "dayTitle" : "dayTitleOfYear")
    .format(new Date(iso))
    .replace(",", "");
  const days = daysApart(iso, now, zone);
  if (days === 0) return `${words.today}, ${title}`;
  if (days === 1) return `${words.yesterday}, ${title}`;
  return title;
}

/** `23 days`, `23 h 07 min`, `41 min`, `under 1 min`: from two days on hours say nothing. Input in milliseconds. */
export function formatDuration(ms: number): string {
  const minutes = Math.floor(ms / 60_000);
  if (minutes < 1) return "under 1 min";
  if (minutes < 60) return `${minutes} min`;
  if (minutes >= 2 * 1_440) return `${Math.floor(minutes / 1_440)} days`;
  return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, "0")} min`;
}
