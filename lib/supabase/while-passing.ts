import { setTimeout as sleep } from "node:timers/promises";
import { DatabaseError } from "@/lib/supabase/database-error";

const pausesMs = [50, 150, 400, 1_000, 2_000];

/**
 * Repeats a database call that may be repeated while the database is in trouble, for so many
 * milliseconds. The call gets a signal that ends with the time left.
 * @throws the last DatabaseError, or at once one that does not pass.
 */
export async function whilePassing<T>(
  patienceMs: number,
  call: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const deadline = Date.now() + patienceMs;
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await call(AbortSignal.timeout(Math.max(1, deadline - Date.now())));
    } catch (error) {
      const pause = pausesMs[attempt] ?? 2_000;
      const passing = error instanceof DatabaseError && error.passing;
      if (!passing || Date.now() + pause >= deadline) throw error;
      await sleep(pause);
    }
  }
}
