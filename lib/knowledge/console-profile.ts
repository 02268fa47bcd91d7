import "server-only";
import type { SupabaseClient } from "@supabase/supabase-js";
import { callRpc } from "@/lib/http/call-rpc";
import { type ProfileInput, profileDetail, profileVersion } from "@/lib/knowledge/console-schemas";

/** The draft, the published profile and those that were published before. */
export function readProfiles(supabase: SupabaseClient) {
  return callRpc(supabase, "list_profiles", {}, profileDetail);
}

/** Saves the one draft at the revision that the admin saw; null for the first save. */
export function saveProfileDraft(
  supabase: SupabaseClient,
  draft: { profile: ProfileInput; revision: number | null },
) {
  return callRpc(
    supabase,
    "save_profile_draft",
    { p_profile: draft.profile, p_revision: draft.revision },
    profileVersion,
  );
}

export function discardProfileDraft(supabase: SupabaseClient, revision: number) {
  return callRpc(supabase, "discard_profile_draft", { p_revision: revision }, profileDetail);
}

export function publishProfile(
  supabase: SupabaseClient,
  publish: { revision: number; why: string },
) {
  return callRpc(
    supabase,
    "publish_profile",
    { p_revision: publish.revision, p_note: publish.why },
    profileDetail,
  );
}

/** Publishes a copy of an earlier version. */
export function rollBackProfile(supabase: SupabaseClient, back: { version: number; why: string }) {
  return callRpc(
    supabase,
    "roll_back_profile",
    { p_version: back.version, p_note: back.why },
    profileDetail,
  );
}
