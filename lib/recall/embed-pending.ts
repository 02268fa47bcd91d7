import "server-only";
import OpenAI from "openai";
import { retryAfterMs } from "@/lib/agent/retry-after";
import { env } from "@/lib/env";
import { log } from "@/lib/log";
import { claimEmbeddings } from "@/lib/recall/claim-embeddings";
import { embedTexts } from "@/lib/recall/embed-texts";
import { chunkSizes } from "@/lib/recall/embedding-settings";
import { groupRequests } from "@/lib/recall/group-requests";
import { type PreparedMessage, prepareMessage } from "@/lib/recall/prepare-message";
import { keepEmbeddings, postponeEmbeddings, saveEmbeddings } from "@/lib/recall/save-embeddings";
import { SafeError } from "@/lib/safe-error";

export type EmbeddedBatch = {
  claimed: number;
  embedded: number;
  skipped: number;
  kept: number;
  postponed: number;
};

/**
 * Embeds one batch of the messages that wait, oldest first. Safe to run any number of times at once:
 * messages are claimed, and a message that changed meanwhile keeps its place in the queue. While the
 * provider fails, new words are stored for full text at least, and tried again with growing pauses.
 * With ENABLE_VECTOR_RECALL off nothing is sent; what waits is caught up with when it is on again.
 */
export async function embedPending(): Promise<EmbeddedBatch> {
  const batch = { claimed: 0, embedded: 0, skipped: 0, kept: 0, postponed: 0 };
  if (!env().ENABLE_VECTOR_RECALL) return batch;
  const { claim, messages } = await claimEmbeddings();
  batch.claimed = messages.length;
  const done = messages.filter((message) => message.done).map((message) => message.id);
  if (done.length > 0) batch.kept = await keepEmbeddings(claim, done);

  const prepared = messages
    .filter((message) => !message.done)
    .map((message) => prepareMessage(message, chunkSizes()));
  for (const message of prepared.filter((each) => each.chunks.length === 0)) {
    await saveEmbeddings(claim, message, null);
    batch.skipped += 1;
  }
  for (const group of groupRequests(prepared.filter((each) => each.chunks.length > 0)))
    await embedGroup(claim, group, batch);
  return batch;
}

async function embedGroup(claim: string, group: PreparedMessage[], batch: EmbeddedBatch) {
  const embedded = await embedTexts(group.flatMap((message) => message.inputs)).catch(asFault);
  if (embedded instanceof Error) {
    // One text that the provider refuses must not take the others with it.
    if (embedded instanceof OpenAI.BadRequestError && group.length > 1) {
      for (const message of group) await embedGroup(claim, [message], batch);
      return;
    }
    for (const message of group) await saveEmbeddings(claim, message, null);
    const ids = group.map((message) => message.id);
    const wait = embedded instanceof OpenAI.APIError ? retryAfterMs(embedded.headers) : null;
    const failed = await postponeEmbeddings(claim, ids, wait);
    batch.postponed += group.length;
    log.warn("Embedding failed", {
      message_count: group.length,
      failed_count: failed,
      error: embedded,
    });
    return;
  }
  let at = 0;
  for (const message of group) {
    const of = embedded.vectors.slice(at, at + message.inputs.length);
    at += message.inputs.length;
    const result = await saveEmbeddings(claim, message, { model: embedded.model, of });
    if (result === "embedded") batch.embedded += 1;
    log.info("Message embedded", {
      message_id: message.id,
      chunk_count: message.chunks.length,
      outcome: result,
      model: embedded.model,
    });
  }
}

/** The provider's failures are an outcome here; anything else is a fault of ours and goes on. */
function asFault(error: unknown): Error {
  if (error instanceof OpenAI.APIError || error instanceof SafeError) return error;
  throw error;
}
