import "server-only";
import type { SupabaseClient } from "@supabase/supabase-js";
import { z } from "zod";
import { callRpc } from "@/lib/http/call-rpc";
import type { Staff } from "@/lib/staff/current-staff";

/** Lists whose changes the database notes; a list that shows several kinds of rows names all of them. */
export type ListName =
  | "tickets"
  | "jobs"
  | "parked"
  | "alerts"
  | "requests"
  | "media"
  | "consent"
  | "audit"
  | "holds"
  | "retention"
  | "staff";

const state = z.object({ unchanged: z.boolean(), marker: z.string() });

/**
 * Whether nothing of a list was committed since the answer that the reader holds, and the tag of the answer
 * to come: to be asked before the list is read, so that what is committed in between counts as new.
 */
export async function readListState(
  supabase: SupabaseClient,
  lists: readonly ListName[],
  staff: Staff,
  heldTag: string | null,
): Promise<{ unchanged: boolean; tag: string }> {
  // What somebody saw in another role, or somebody else in the same browser, is no answer to this reader.
  const reader = `${staff.role}.${staff.id}.`;
  const held = heldTag?.match(/^"(.+)"$/)?.[1];
  const { unchanged, marker } = await callRpc(
    supabase,
    "list_state",
    {
      p_lists: lists,
      p_marker: held?.startsWith(reader) ? held.slice(reader.length) : null,
    },
    state,
  );
  return { unchanged, tag: `"${reader}${marker}"` };
}
