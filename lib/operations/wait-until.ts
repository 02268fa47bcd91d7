/**
 * How long a sleeping step waits from `now`, in milliseconds: a number is a duration, a date or ISO text an
 * instant. Null when it cannot be told, as for texts such as "2h".
 */
export function waitMs(input: unknown, now: number): number | null {
  if (typeof input === "number") return input;
  const at =
    input instanceof Date ? input.getTime() : typeof input === "string" ? isoMs(input) : Number.NaN;
  return Number.isNaN(at) ? null : Math.max(0, at - now);
}

const isoMs = (text: string) => (/^\d{4}-\d\d-\d\d/.test(text) ? Date.parse(text) : Number.NaN);
