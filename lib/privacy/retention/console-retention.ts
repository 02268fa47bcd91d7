import "server-only";
import type { SupabaseClient } from "@supabase/supabase-js";
import { z } from "zod";
import { callRpc } from "@/lib/http/call-rpc";
import {
  type MediaRunPage,
  mediaRunPage,
  type RetentionPreview,
  type RetentionProgress,
  type RetentionRunPage,
  type RunCursor,
  retentionPreview,
  retentionProgress,
  retentionRunPage,
} from "@/lib/privacy/retention/console-schemas";
import { retentionSettings } from "@/lib/privacy/retention/retention-settings";

/** What the next run would remove, with the days that are configured now. */
export function previewRetention(supabase: SupabaseClient): Promise<RetentionPreview> {
  const args = { p_settings: retentionSettings() };
  return callRpc(supabase, "preview_retention", args, retentionPreview);
}

/** The newest runs as they are now. */
export function readRetentionProgress(supabase: SupabaseClient): Promise<RetentionProgress> {
  return callRpc(supabase, "retention_progress", {}, retentionProgress);
}

/**
 * Asks for a run now; announce `retention`.
 * @throws ApiError `retention_already_open`
 */
export async function requestRetention(supabase: SupabaseClient): Promise<{ id: string }> {
  return callRpc(supabase, "request_retention", {}, z.object({ id: z.uuid() }));
}

/** Past runs of retention, newest first. */
export function listRetentionRuns(
  supabase: SupabaseClient,
  cursor: RunCursor | null,
): Promise<RetentionRunPage> {
  const args = { p_kind: "retention", p_after: cursor };
  return callRpc(supabase, "list_retention_runs", args, retentionRunPage);
}

/** Past runs of the media clean-up, newest first. */
export function listMediaRuns(
  supabase: SupabaseClient,
  cursor: RunCursor | null,
): Promise<MediaRunPage> {
  const args = { p_kind: "media", p_after: cursor };
  return callRpc(supabase, "list_retention_runs", args, mediaRunPage);
}
