export type ReadinessPart = "database" | "storage" | "job engine";

/** Resolves when the part answers, rejects when it does not; must stop at the signal. */
export type ReadinessCheck = (signal: AbortSignal) => Promise<void>;

export type FailedCheck = { part: ReadinessPart; error: unknown };

/**
 * Asks every part at once and gives those that failed or did not answer within `timeoutMs`.
 * A check that ignores its signal is given up all the same: a probe must never hang.
 */
export async function checkReadiness(
  checks: Record<ReadinessPart, ReadinessCheck>,
  timeoutMs: number,
): Promise<FailedCheck[]> {
  const signal = AbortSignal.timeout(timeoutMs);
  const timedOut = new Promise<never>((_resolve, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
  const parts = Object.keys(checks) as ReadinessPart[];
  const results = await Promise.allSettled(
    parts.map((part) => Promise.race([checks[part](signal), timedOut])),
  );
  // When all checks win the race, nobody is left to hear of the timeout.
  timedOut.catch(() => undefined);
  return results.flatMap((result, index) => {
    const part = parts[index];
    return result.status === "rejected" && part ? [{ part, error: result.reason }] : [];
  });
}
