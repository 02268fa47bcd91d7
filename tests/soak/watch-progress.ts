import { setTimeout as sleep } from "node:timers/promises";
import type { PostingState } from "./post-deliveries";
import type { SentPool } from "./sent-pool";

/** Follows what has left, and says how far the run is, until posting ends. */
export async function watchProgress(
  state: PostingState,
  pool: SentPool,
  total: number,
  { signal, say }: { signal: AbortSignal; say: (text: string) => void },
): Promise<void> {
  for (let round = 0; !signal.aborted; round += 1) {
    await pool.refresh();
    if (round % 5 === 0) {
      say(`${state.posted.length} of ${total} webhooks answered, ${pool.size()} messages left`);
    }
    await sleep(1_000, undefined, { signal }).catch((error: unknown) => {
      if (!signal.aborted) throw error;
    });
  }
}
