import "server-only";
import { z } from "zod";
import { embeddingSettings } from "@/lib/recall/embedding-settings";
import { callFunction } from "@/lib/supabase/call-function";
import { serviceClient } from "@/lib/supabase/service";

const claimed = z.object({
  claim: z.uuid(),
  messages: z.array(
    z.object({
      id: z.uuid(),
      text: z.string(),
      before: z.string().nullable(),
      content_hash: z.string(),
      done: z.boolean(),
    }),
  ),
});
export type ClaimedEmbeddings = z.infer<typeof claimed>;
export type ClaimedMessage = ClaimedEmbeddings["messages"][number];

/** Claims the next messages that wait to be embedded; none for two jobs at once. */
export function claimEmbeddings(): Promise<ClaimedEmbeddings> {
  return callFunction(
    serviceClient(),
    "claim_embeddings",
    { p_settings: embeddingSettings() },
    claimed,
  );
}
