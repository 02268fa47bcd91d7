import "server-only";
import type { SupabaseClient } from "@supabase/supabase-js";
import { callRpc } from "@/lib/http/call-rpc";
import { type MediaPurge, mediaPurge, type PurgeRequest } from "@/lib/media/purge/console-schemas";

/**
 * Removes files before their time; announce `cleanMedia`, which removes them from the bucket.
 * @throws ApiError `legal_hold` when a hold protects the customer, `not_found`
 */
export function requestMediaPurge(
  supabase: SupabaseClient,
  request: PurgeRequest,
): Promise<MediaPurge> {
  const args = Object.fromEntries(
    Object.entries(request).map(([name, value]) => [`p_${name}`, value]),
  );
  return callRpc(supabase, "request_media_purge", args, mediaPurge);
}

/** How far a purge is. */
export function readMediaPurge(supabase: SupabaseClient, purgeId: string): Promise<MediaPurge> {
  return callRpc(supabase, "media_purge_progress", { p_purge_id: purgeId }, mediaPurge);
}
