const UNIT_MS: Record<string, number> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};

export const SECOND_MS = 1_000;
export const DAY_MS = 86_400_000;

/** Inngest's time string ("1h30m", "7d", "1.5s") in milliseconds. Throws on anything else. */
export function parseDuration(text: string): number {
  const part = /(\d+(?:\.\d+)?)(ns|us|µs|ms|s|m|h|d|w)/y;
  let total = 0;
  while (part.lastIndex < text.length) {
    const match = part.exec(text);
    const unit = match?.[2] === undefined ? undefined : UNIT_MS[match[2]];
    if (!match || unit === undefined) throw new Error(`"${text}" is not a duration`);
    total += Number(match[1]) * unit;
  }
  return total;
}

/** A duration or an ISO date as an absolute time; "" (a wait of zero or less) is now. */
export function parseUntil(text: string, now: number): number {
  if (text === "") return now;
  if (!/^\d{4}-\d\d-\d\d/.test(text)) return now + parseDuration(text);
  const at = Date.parse(text);
  if (Number.isNaN(at)) throw new Error(`"${text}" is not a date`);
  return at;
}

/** `Retry-After` (seconds or a date) as an absolute time, held to 1 s … 24 h as Inngest does. */
export function parseRetryAfter(header: string | undefined, now: number): number | undefined {
  if (!header) return undefined;
  const at = /^\d+$/.test(header) ? now + Number(header) * SECOND_MS : Date.parse(header);
  if (Number.isNaN(at)) return undefined;
  return Math.min(Math.max(at, now + SECOND_MS), now + DAY_MS);
}
