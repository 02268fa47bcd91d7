import type { Json } from "@/lib/supabase/database.types";

/** WhatsApp did not exist before. */
const EARLIEST = Date.UTC(2009, 0, 1);
/** Clocks differ; more than this is not a difference of clocks. */
const MAX_AHEAD_MS = 24 * 60 * 60 * 1000;
const ISO_LIKE =
  /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?) ?(Z|[+-]\d{2}(?::?\d{2})?)?$/i;

export type WaTime = {
  /** ISO 8601 UTC with milliseconds; null when there is no usable time. */
  at: string | null;
  /** A date and time without a zone was taken as UTC. */
  assumedUtc: boolean;
  /** A time was given and could not be used. */
  unusable: boolean;
};

/** Seconds, milliseconds, micro- or nanoseconds since 1970, told apart by size. */
function epochMs(value: number): number {
  const size = Math.abs(value);
  if (size < 1e11) return value * 1000;
  if (size < 1e14) return value;
  return size < 1e17 ? value / 1000 : value / 1e6;
}

function fromText(text: string): { ms: number; assumedUtc: boolean } {
  if (/^[+-]?\d{1,20}(\.\d{1,9})?$/.test(text)) {
    return { ms: epochMs(Number(text)), assumedUtc: false };
  }
  const match = ISO_LIKE.exec(text);
  if (!match) return { ms: Number.NaN, assumedUtc: false };
  const [, date, time, zone] = match;
  const offset = zone?.length === 3 ? `${zone}:00` : zone?.replace(/^(.\d\d)(\d\d)$/, "$1:$2");
  return {
    ms: Date.parse(`${date}T${time}${offset?.toUpperCase() ?? "Z"}`),
    assumedUtc: zone === undefined,
  };
}

/**
 * The time that a provider states, or null when it is missing, unreadable, before 2009 or more than
 * a day in the future. The caller keeps the stated value in the raw item.
 */
export function readWaTime(stated: Json | undefined, receivedAt: Date): WaTime {
  if (stated === undefined || stated === null || stated === "") {
    return { at: null, assumedUtc: false, unusable: false };
  }
  const text = typeof stated === "number" ? String(stated) : stated;
  const { ms, assumedUtc } =
    typeof text === "string" && text.length <= 64
      ? fromText(text.trim())
      : { ms: Number.NaN, assumedUtc: false };
  const usable = ms >= EARLIEST && ms <= receivedAt.getTime() + MAX_AHEAD_MS;
  return usable
    ? { at: new Date(ms).toISOString(), assumedUtc, unusable: false }
    : { at: null, assumedUtc: false, unusable: true };
}
