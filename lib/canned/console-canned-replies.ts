import "server-only";
import type { SupabaseClient } from "@supabase/supabase-js";
import { z } from "zod";
import { type CannedReply, cannedReply } from "@/lib/canned/canned-reply";
import { ApiError } from "@/lib/http/api-error";
import { callRpc } from "@/lib/http/call-rpc";
import { databaseRefusal } from "@/lib/http/database-refusal";

/** All canned replies, by shortcut. */
export async function listCannedReplies(supabase: SupabaseClient): Promise<CannedReply[]> {
  const { data, error } = await supabase
    .from("canned_replies")
    .select("id,title,shortcut,body")
    .is("deleted_at", null)
    .order("shortcut")
    .limit(500);
  if (error) throw databaseRefusal(error, "canned_replies");
  return z.array(cannedReply).parse(data);
}

/** Adds or changes one. @throws ApiError `invalid` at `shortcut` when another has it */
export async function saveCannedReply(
  supabase: SupabaseClient,
  reply: CannedReply,
): Promise<CannedReply> {
  const args = {
    p_id: reply.id,
    p_title: reply.title,
    p_shortcut: reply.shortcut,
    p_body: reply.body,
  };
  try {
    return await callRpc(supabase, "save_canned_reply", args, cannedReply);
  } catch (error) {
    const isTaken = error instanceof ApiError && error.code === "shortcut_taken";
    throw isTaken ? new ApiError("invalid", undefined, { shortcut: "taken" }) : error;
  }
}

/** Takes one off the list. */
export function deleteCannedReply(supabase: SupabaseClient, id: string): Promise<boolean> {
  return callRpc(supabase, "delete_canned_reply", { p_id: id }, z.boolean());
}

/** Undo of a deletion. @throws ApiError `shortcut_taken` */
export function restoreCannedReply(supabase: SupabaseClient, id: string): Promise<boolean> {
  return callRpc(supabase, "restore_canned_reply", { p_id: id }, z.boolean());
}
