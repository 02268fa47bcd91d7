import "server-only";
import { z } from "zod";
import { env } from "@/lib/env";
import { embeddingSettings } from "@/lib/recall/embedding-settings";
import { callFunction } from "@/lib/supabase/call-function";
import { serviceClient } from "@/lib/supabase/service";

const unembedded = z.object({
  waiting: z.number().int(),
  reembed_run_ids: z.array(z.uuid()),
});

/** Messages that wait longer than the normal path takes, and re-embedding runs that nobody drives. */
export async function findUnembedded(): Promise<z.infer<typeof unembedded>> {
  if (!env().ENABLE_VECTOR_RECALL) return { waiting: 0, reembed_run_ids: [] };
  const args = { p_settings: embeddingSettings() };
  return callFunction(serviceClient(), "find_unembedded", args, unembedded);
}
