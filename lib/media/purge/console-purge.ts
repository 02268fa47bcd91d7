import "server-only";
import type { SupabaseClient } from "@supabase/supabase-js";
import { callRpc } from "@/lib/http/call-rpc";
import {
  type MediaPurge,
  mediaPurge,
  type PurgePreview,
  type PurgeRequest,
  type PurgeSubject,
  purgePreview,
} from "@/lib/media/purge/console-schemas";

/**
 * Removes files before their time; announce `cleanMedia`, which removes them from the bucket.
 * @throws ApiError `legal_hold` when a hold protects the customer, `not_found`
 */
export function requestMediaPurge(
  supabase: SupabaseClient,
  request: PurgeRequest,
): Promise<MediaPurge> {
  return callRpc(supabase, "request_media_purge", named(request), mediaPurge);
}

/** What removing the files of a conversation or a customer would remove. @throws ApiError `not_found` */
export function previewMediaPurge(
  supabase: SupabaseClient,
  subject: PurgeSubject,
): Promise<PurgePreview> {
  return callRpc(supabase, "preview_media_purge", named(subject), purgePreview);
}

/** How far a purge is. */
export function readMediaPurge(supabase: SupabaseClient, purgeId: string): Promise<MediaPurge> {
  return callRpc(supabase, "media_purge_progress", { p_purge_id: purgeId }, mediaPurge);
}

/** As the database names its arguments. */
function named(request: PurgeRequest): Record<string, unknown> {
  return Object.fromEntries(Object.entries(request).map(([name, value]) => [`p_${name}`, value]));
}
