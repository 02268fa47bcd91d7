import "server-only";
import { env } from "@/lib/env";
import { log } from "@/lib/log";
import { embedQuestions } from "@/lib/recall/embed-questions";
import type { Embedded } from "@/lib/recall/embed-texts";
import type { ArmState, RecalledHit } from "@/lib/recall/recalled-hit";
import { searchMemory } from "@/lib/recall/search-memory";

/** What a question may be long: what embedding models take, with room to spare. */
const mostQueryCharacters = 4_000;

export type RecallInput = {
  sessionId: string;
  customerId: string;
  /** The newest message of the question: nothing after it is seen. */
  uptoSeq: number;
  /** How many messages up to `uptoSeq` the prompt holds already; they are left out. */
  windowSize: number;
  /** The customer's own words, and where there is one the search query of triage. */
  queries: readonly string[];
  limit?: number;
};

export type Recall = {
  hits: RecalledHit[];
  arms: { vector: ArmState; lexical: ArmState };
  latencyMs: { embed: number; search: number; total: number };
  chunkCount: number;
  /** What the floors are compared with: the best of all messages searched, recalled or not. */
  best: { similarity: number | null; coverage: number | null };
  /** Of `queries` without the blank ones, for other searches with the same words. */
  embedding: Embedded | null;
};

/**
 * What was said before that bears on the question, best first. An arm that fails leaves the search to
 * the other, and with neither there are no hits: a reply never fails for want of memory.
 */
export async function recallMessages(input: RecallInput): Promise<Recall> {
  const started = performance.now();
  const limit = input.limit ?? env().EMBEDDINGS_RECALL_LIMIT;
  const queries = input.queries
    .map((query) => query.trim().slice(0, mostQueryCharacters))
    .filter((query) => query !== "");
  const nothing: Recall = {
    hits: [],
    arms: { vector: "off", lexical: "off" },
    latencyMs: { embed: 0, search: 0, total: 0 },
    chunkCount: 0,
    best: { similarity: null, coverage: null },
    embedding: null,
  };
  if (!env().ENABLE_VECTOR_RECALL || limit === 0 || queries.length === 0) return nothing;

  const embedded = await embedQuestions(queries);
  const embeddedAt = performance.now();
  const { sessionId, uptoSeq, windowSize } = input;
  const found = await searchMemory({
    sessionId,
    queries,
    embedded,
    uptoSeq,
    windowSize,
    limit,
  }).catch((error: unknown) => {
    log.error("Recall failed", { session_id: sessionId, error });
    return null;
  });
  const latencyMs = {
    embed: Math.round(embeddedAt - started),
    search: Math.round(performance.now() - embeddedAt),
    total: Math.round(performance.now() - started),
  };
  const embedding = embedded?.[0] ?? null;
  if (!found)
    return { ...nothing, arms: { vector: "failed", lexical: "failed" }, latencyMs, embedding };
  const arms = { ...found.arms, vector: embedded ? found.arms.vector : ("failed" as const) };
  const isWhole = arms.vector === "ok" && arms.lexical === "ok";
  log[isWhole ? "info" : "warn"]("Recalled", {
    session_id: sessionId,
    customer_id: input.customerId,
    hit_count: found.hits.length,
    chunk_count: found.chunk_count,
    embed_ms: latencyMs.embed,
    search_ms: latencyMs.search,
    is_vector_ok: arms.vector === "ok",
    is_lexical_ok: arms.lexical === "ok",
  });
  return {
    hits: withoutRepeats(found.hits),
    arms,
    latencyMs,
    chunkCount: found.chunk_count,
    best: { similarity: found.best_similarity, coverage: found.best_coverage },
    embedding,
  };
}

/** A neighbour that is a hit itself is shown once, as the hit. */
function withoutRepeats(hits: RecalledHit[]): RecalledHit[] {
  const ids = new Set(hits.map((hit) => hit.message_id));
  return hits.map((hit) => ({
    ...hit,
    before: hit.before && ids.has(hit.before.message_id) ? null : hit.before,
    after: hit.after && ids.has(hit.after.message_id) ? null : hit.after,
  }));
}
