import { embedPending } from "@/lib/recall/embed-pending";
import type { RunningSupabase } from "../../local/supabase/start-supabase";

const mostFailures = 10;

/**
 * Embeds everything that waits, through the job's own code. On a busy machine the stand-in may take longer
 * than a request may: such batches are tried again at once instead of after the job's pause.
 */
export async function embedAll({ query }: RunningSupabase): Promise<void> {
  for (let failures = 0; ; ) {
    const batch = await embedPending();
    if (batch.claimed === 0) return;
    if (batch.postponed === 0) continue;
    failures += 1;
    if (failures > mostFailures) throw new Error("The embedder failed too often");
    await query(
      `update chat_messages set embedding_status = 'pending', embedding_next_at = null, embedding_attempts = 0
       where embedding_status in ('pending', 'failed')`,
    );
  }
}
