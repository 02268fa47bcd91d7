/** Milliseconds from `retry-after-ms` or `retry-after` (seconds), bounded to ten minutes; null when neither says. */
export function retryAfterMs(headers: Headers | undefined): number | null {
  const milliseconds = numberIn(headers?.get("retry-after-ms"));
  const seconds = numberIn(headers?.get("retry-after"));
  const wait = milliseconds ?? (seconds === null ? null : seconds * 1_000);
  return wait !== null && wait >= 0 ? Math.min(wait, 600_000) : null;
}

function numberIn(value: string | null | undefined): number | null {
  const number = value ? Number(value) : Number.NaN;
  return Number.isFinite(number) ? number : null;
}
