import "server-only";
import type { SupabaseClient } from "@supabase/supabase-js";
import { z } from "zod";
import { env } from "@/lib/env";
import { callRpc } from "@/lib/http/call-rpc";
import {
  chunkSpread,
  type FailedPage,
  failedEmbedding,
  indexHealth,
  type RecallDays,
  type RecalledOften,
  type RecallFigures,
  type RecallHealth,
  recalledOften,
  recallFigures,
  type WithoutHitsCursor,
  type WithoutHitsPage,
  withoutHits,
} from "@/lib/recall/console-schemas";
import { recallSettings } from "@/lib/recall/recall-settings";

const pageSize = 30;

/** The state of the index, for admins. */
export async function readRecallHealth(supabase: SupabaseClient): Promise<RecallHealth> {
  const [health, chunks] = await Promise.all([
    callRpc(supabase, "recall_index_health", {}, indexHealth),
    callRpc(supabase, "recall_chunk_spread", {}, chunkSpread),
  ]);
  const { min_similarity: similarity, min_coverage: coverage } = recallSettings();
  return {
    ...{ health, chunks },
    current_model: env().EMBEDDINGS_MODEL,
    is_on: env().ENABLE_VECTOR_RECALL,
    floors: { similarity, coverage },
  };
}

/** How recall fared over the last days, in the viewer's zone. */
export function readRecallFigures(
  supabase: SupabaseClient,
  view: { days: RecallDays; zone: string },
): Promise<RecallFigures> {
  return callRpc(
    supabase,
    "recall_figures",
    { p_days: view.days, p_zone: view.zone },
    recallFigures,
  );
}

/** The messages that are recalled most. */
export function listMostRecalled(
  supabase: SupabaseClient,
  days: RecallDays,
): Promise<RecalledOften[]> {
  return callRpc(supabase, "most_recalled", { p_days: days }, z.array(recalledOften));
}

/** A page of questions whose recall found nothing, newest first. */
export async function listWithoutHits(
  supabase: SupabaseClient,
  cursor: WithoutHitsCursor | null,
): Promise<WithoutHitsPage> {
  const rows = await callRpc(
    supabase,
    "turns_without_hits",
    { p_before: cursor, p_limit: pageSize },
    z.array(withoutHits),
  );
  const last = rows.at(-1);
  return {
    rows,
    next: last && rows.length === pageSize ? { at: last.at, id: last.turn_id } : null,
  };
}

/** A page of messages that could not be indexed, newest first. */
export async function listFailedEmbeddings(
  supabase: SupabaseClient,
  before: number | null,
): Promise<FailedPage> {
  const rows = await callRpc(
    supabase,
    "list_failed_embeddings",
    { p_before: before, p_limit: pageSize },
    z.array(failedEmbedding),
  );
  const last = rows.at(-1);
  return { rows, next: last && rows.length === pageSize ? last.seq : null };
}

/** Queues failed messages again (all without ids, at most 1,000); announce `toEmbed` after it. */
export function retryFailedEmbeddings(
  supabase: SupabaseClient,
  messageIds: string[] | null,
): Promise<number> {
  return callRpc(supabase, "retry_failed_embeddings", { p_message_ids: messageIds }, z.int());
}
