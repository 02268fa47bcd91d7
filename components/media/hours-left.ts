/** Whole hours, rounded up, until a file goes; null when it has no end, 0 when that has come. */
export function hoursLeft(expiresAt: string | null, now: number): number | null {
  if (expiresAt === null) return null;
  return Math.max(0, Math.ceil((Date.parse(expiresAt) - now) / 3_600_000));
}
