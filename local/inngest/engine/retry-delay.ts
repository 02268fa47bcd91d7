/** Inngest's delays before attempts 2, 3, …; each gets up to 30 s of jitter on top. */
const TABLE_MS = [15, 30, 60, 120, 300, 600, 1200, 2400, 3600, 7200].map((s) => s * 1000);
const JITTER_MS = 30_000;

/** Delay in ms that Inngest's table, without jitter, has after the given attempt (from 0). */
export function retryDelayTable(attempt: number): number {
  return TABLE_MS[Math.min(attempt, TABLE_MS.length - 1)] ?? 0;
}

/** Delay in ms before the retry that follows `attempt`: fixed, or the table with its jitter. */
export function retryDelay(fixedMs: number | null, attempt: number): number {
  return fixedMs ?? retryDelayTable(attempt) + Math.random() * JITTER_MS;
}
