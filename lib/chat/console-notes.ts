import "server-only";
import type { SupabaseClient } from "@supabase/supabase-js";
import { type SessionNote, sessionNote } from "@/lib/chat/conversation-schemas";
import { callRpc } from "@/lib/http/call-rpc";

/** Adds an internal note behind the newest bubble; the same `id` again returns the first result. */
export function addNote(
  supabase: SupabaseClient,
  note: { sessionId: string; id: string; body: string },
): Promise<SessionNote> {
  const args = { p_session_id: note.sessionId, p_note_id: note.id, p_body: note.body };
  return callRpc(supabase, "add_note", args, sessionNote);
}

/** New words for one's own note; for a deleted one this takes the deletion back. @throws ApiError `not_yours` */
export function editNote(
  supabase: SupabaseClient,
  noteId: string,
  body: string,
): Promise<SessionNote> {
  return callRpc(supabase, "edit_note", { p_note_id: noteId, p_body: body }, sessionNote);
}

/** Removes the words of one's own note. @throws ApiError `not_yours` */
export function deleteNote(supabase: SupabaseClient, noteId: string): Promise<SessionNote> {
  return callRpc(supabase, "delete_note", { p_note_id: noteId }, sessionNote);
}
