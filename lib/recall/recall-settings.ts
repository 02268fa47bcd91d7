import "server-only";
import { env } from "@/lib/env";

export type RecallSettings = {
  vector_weight: number;
  min_similarity: number;
  min_coverage: number;
};

/** How the arms are weighed and what is too weak to count; measured, see docs/decisions. */
export function recallSettings(): RecallSettings {
  return {
    vector_weight: env().RECALL_VECTOR_WEIGHT,
    min_similarity: env().EMBEDDINGS_MIN_SIMILARITY,
    min_coverage: env().RECALL_MIN_COVERAGE,
  };
}
