import "server-only";
import type { SupabaseClient } from "@supabase/supabase-js";
import { z } from "zod";
import { env } from "@/lib/env";
import { callRpc } from "@/lib/http/call-rpc";
import {
  type MediaCursor,
  type MediaDetail,
  type MediaFigures,
  type MediaFilter,
  type MediaPage,
  mediaDetail,
  mediaFigures,
  mediaPage,
} from "@/lib/media/console/console-schemas";

/** A page of files, newest first; without a cursor the first. */
export function listMedia(
  supabase: SupabaseClient,
  filter: MediaFilter,
  cursor: MediaCursor | null,
): Promise<MediaPage> {
  const args = { p_filter: filter, p_before: cursor, p_limit: 60 };
  return callRpc(supabase, "list_media", args, mediaPage);
}

/** What is stored, what waits, what goes soon and what could not be stored. */
export async function readMediaFigures(supabase: SupabaseClient): Promise<MediaFigures> {
  const counted = mediaFigures.omit({ retention_days: true });
  const figures = await callRpc(supabase, "media_figures", {}, counted);
  return { ...figures, retention_days: env().MEDIA_RETENTION_DAYS };
}

/** One file with all that is known of it. @throws ApiError `not_found` */
export function readMedia(supabase: SupabaseClient, id: string): Promise<MediaDetail> {
  return callRpc(supabase, "read_media", { p_media_id: id }, mediaDetail);
}

const retried = z.object({
  fetch_ids: z.array(z.uuid()),
  understand_ids: z.array(z.uuid()),
  skipped: z.int(),
});

/** Puts files back that were given up; the caller announces the ids that come back. */
export function retryMedia(supabase: SupabaseClient, ids: readonly string[]) {
  return callRpc(supabase, "retry_media", { p_media_ids: ids }, retried);
}
