import "server-only";
import type { SupabaseClient } from "@supabase/supabase-js";
import { z } from "zod";
import { callRpc } from "@/lib/http/call-rpc";
import { newExportLink } from "@/lib/privacy/export/export-link";
import { privacySettings } from "@/lib/privacy/requests/privacy-settings";
import type { ExportAct } from "@/lib/privacy/requests/request-acts";

const linked = z.object({ message_id: z.uuid().nullable() });

/**
 * Hands an archive out or takes it back. A copied link is shown once: only its hash is kept.
 * @throws ApiError with the refusal of the database
 */
export async function actOnExport(
  supabase: SupabaseClient,
  exportId: string,
  act: ExportAct,
): Promise<{ url: string | null; sendMessageIds: string[] }> {
  if (act === "revoke") {
    await callRpc(supabase, "revoke_privacy_export", { p_export_id: exportId }, z.unknown());
    return { url: null, sendMessageIds: [] };
  }
  const link = newExportLink();
  const isCopied = act === "copy_link";
  const args = {
    p_export_id: exportId,
    p_link_hash: link.hash,
    p_url: isCopied ? null : link.url,
    p_settings: privacySettings(),
  };
  const { message_id } = await callRpc(supabase, "link_privacy_export", args, linked);
  return {
    url: isCopied ? link.url : null,
    sendMessageIds: message_id ? [message_id] : [],
  };
}
