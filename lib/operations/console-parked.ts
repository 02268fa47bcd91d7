import "server-only";
import type { SupabaseClient } from "@supabase/supabase-js";
import { z } from "zod";
import { callRpc } from "@/lib/http/call-rpc";
import {
  type ParkedCursor,
  type ParkedEvent,
  type ParkedFilter,
  type ParkedPage,
  type ParkedProgress,
  parkedEvent,
  parkedPage,
  parkedProgress,
} from "@/lib/operations/parked-schemas";

/** A page of parked, dismissed or since handled events, newest first, without their bodies. */
export function listParkedEvents(
  supabase: SupabaseClient,
  filter: ParkedFilter,
  cursor: ParkedCursor | null,
): Promise<ParkedPage> {
  const args = { p_filter: filter, p_before: cursor, p_limit: 50 };
  return callRpc(supabase, "list_parked_events", args, parkedPage);
}

/** One event with its body redacted. @throws ApiError `not_found` */
export function readParkedEvent(supabase: SupabaseClient, id: string): Promise<ParkedEvent> {
  return callRpc(supabase, "read_parked_event", { p_event_id: id }, parkedEvent);
}

/** The body as it came; the database writes down who looked. */
export function revealParkedEvent(supabase: SupabaseClient, id: string) {
  return callRpc(supabase, "reveal_parked_event", { p_event_id: id }, z.json());
}

/** Marks events to be handled again; returns those that nobody had asked for yet, to be announced. */
export function requestReprocessing(supabase: SupabaseClient, ids: string[]): Promise<string[]> {
  return callRpc(supabase, "request_reprocessing", { p_event_ids: ids }, z.array(z.uuid()));
}

/** Puts events away; returns how many were still parked. */
export function dismissParkedEvents(supabase: SupabaseClient, ids: string[], note: string) {
  const args = { p_event_ids: ids, p_note: note };
  return callRpc(supabase, "dismiss_parked_events", args, z.int());
}

/** Takes a dismissal back; returns how many are parked again. */
export function restoreParkedEvents(supabase: SupabaseClient, ids: string[]): Promise<number> {
  return callRpc(supabase, "restore_parked_events", { p_event_ids: ids }, z.int());
}

/** How far a bulk act on these events is. */
export function readParkedProgress(
  supabase: SupabaseClient,
  ids: string[],
): Promise<ParkedProgress> {
  return callRpc(supabase, "parked_progress", { p_event_ids: ids }, parkedProgress);
}
