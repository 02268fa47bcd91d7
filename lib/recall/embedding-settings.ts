import "server-only";
import { env } from "@/lib/env";
import type { ChunkSizes } from "@/lib/recall/chunk-text";

export function chunkSizes(): ChunkSizes {
  return {
    size: env().EMBEDDINGS_CHUNK_SIZE_TOKENS,
    overlap: env().EMBEDDINGS_CHUNK_OVERLAP_TOKENS,
    most: env().EMBEDDINGS_MAX_CHUNKS,
  };
}

/** What the embedding functions in the database need to know. */
export function embeddingSettings() {
  const { size, overlap, most } = chunkSizes();
  return {
    batch: 32,
    // Longer than a request may take, so that no second job embeds the same text.
    lease_ms: 120_000,
    grace_ms: 30_000,
    max_attempts: 8,
    backoff_ms: 5_000,
    model: env().EMBEDDINGS_MODEL,
    // Part of the content hash: another way of cutting or of giving context is other content.
    chunking: `before-1/${size}/${overlap}/${most}`,
  };
}
