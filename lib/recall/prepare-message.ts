import { type Chunk, type ChunkSizes, chunkText } from "@/lib/recall/chunk-text";
import type { ClaimedMessage } from "@/lib/recall/claim-embeddings";
import { embeddingInputs } from "@/lib/recall/embedding-input";
import { whatWasSaid } from "@/lib/recall/what-was-said";

export type PreparedMessage = {
  id: string;
  contentHash: string;
  chunks: Chunk[];
  inputs: string[];
};

/** A claimed message as chunks and the texts to embed for them; no chunks when it says nothing. */
export function prepareMessage(message: ClaimedMessage, sizes: ChunkSizes): PreparedMessage {
  const chunks = chunkText(whatWasSaid(message.text), sizes);
  return {
    id: message.id,
    contentHash: message.content_hash,
    chunks,
    inputs: embeddingInputs(chunks, whatWasSaid(message.before ?? "")),
  };
}
