import "server-only";
import type { SupabaseClient } from "@supabase/supabase-js";
import { type SavedView, savedViews, type ViewToSave } from "@/lib/chat/view-schemas";
import { callRpc } from "@/lib/http/call-rpc";

/** The caller's saved filters and the shared ones. */
export function listViews(supabase: SupabaseClient): Promise<SavedView[]> {
  return callRpc(supabase, "list_views", {}, savedViews);
}

/** Creates or changes a saved filter; all of them as they are now. */
export function saveView(supabase: SupabaseClient, view: ViewToSave): Promise<SavedView[]> {
  return callRpc(
    supabase,
    "save_view",
    { p_id: view.id, p_name: view.name, p_query: view.query, p_shared: view.shared },
    savedViews,
  );
}

/** Deletes a saved filter; all that are left. */
export function deleteView(supabase: SupabaseClient, id: string): Promise<SavedView[]> {
  return callRpc(supabase, "delete_view", { p_id: id }, savedViews);
}
