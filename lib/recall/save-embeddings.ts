import "server-only";
import { z } from "zod";
import { embeddingSettings } from "@/lib/recall/embedding-settings";
import type { PreparedMessage } from "@/lib/recall/prepare-message";
import { callFunction } from "@/lib/supabase/call-function";
import { serviceClient } from "@/lib/supabase/service";

const saved = z.enum(["embedded", "skipped", "searchable", "superseded"]);
export type SavedEmbedding = z.infer<typeof saved>;

/** Replaces a message's chunks, with their vectors or, while the provider fails, without. */
export function saveEmbeddings(
  claim: string,
  message: PreparedMessage,
  vectors: { model: string; of: readonly number[][] } | null,
): Promise<SavedEmbedding> {
  return callFunction(
    serviceClient(),
    "save_embeddings",
    {
      p_message_id: message.id,
      p_claim: claim,
      p_content_hash: message.contentHash,
      p_chunks: message.chunks.map((chunk, index) => ({
        ...chunk,
        ...(vectors ? { embedding: vectors.of[index] ?? [] } : {}),
      })),
      ...(vectors ? { p_model: vectors.model } : {}),
    },
    saved,
  );
}

/** Ends the claim on messages whose chunks are right already. */
export function keepEmbeddings(claim: string, messageIds: string[]): Promise<number> {
  const args = { p_claim: claim, p_message_ids: messageIds };
  return callFunction(serviceClient(), "keep_embeddings", args, z.number().int());
}

/** Gives messages back to be tried later; returns how many are given up. */
export function postponeEmbeddings(
  claim: string,
  messageIds: string[],
  retryAfterMs: number | null,
): Promise<number> {
  return callFunction(
    serviceClient(),
    "postpone_embeddings",
    {
      p_claim: claim,
      p_message_ids: messageIds,
      p_settings: { ...embeddingSettings(), retry_after_ms: retryAfterMs ?? 0 },
    },
    z.number().int(),
  );
}
