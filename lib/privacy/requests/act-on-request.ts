import "server-only";
import type { SupabaseClient } from "@supabase/supabase-js";
import { z } from "zod";
import { callRpc } from "@/lib/http/call-rpc";
import { newCode } from "@/lib/privacy/identity/new-code";
import { privacySettings } from "@/lib/privacy/requests/privacy-settings";
import type { Correction, RequestAct } from "@/lib/privacy/requests/request-acts";

const queued = z.object({ message_id: z.uuid().nullish() });

/** The function of the database behind an act, and what it is given beside the request. */
function callOf(act: RequestAct): [name: string, args: Record<string, unknown>] {
  const p_settings = privacySettings();
  switch (act.act) {
    case "send_code": {
      const { code, hash } = newCode();
      return ["send_identity_code", { p_code: code, p_code_hash: hash, p_settings }];
    }
    case "check":
      return ["record_identity_check", { p_how: act.how, p_evidence: act.evidence }];
    case "pause":
      return ["pause_privacy_request", { p_reason: act.reason }];
    case "resume":
      return ["resume_privacy_request", {}];
    case "extend":
      return ["extend_privacy_request", { p_reason: act.reason, p_told: act.told, p_settings }];
    case "refuse":
      return ["refuse_privacy_request", { p_reason: act.reason, p_settings }];
    case "withdraw":
      return ["withdraw_privacy_request", {}];
    case "complete":
      return ["complete_privacy_request", { p_outcome: {}, p_settings }];
    case "told":
      return act.way === "whatsapp"
        ? ["tell_privacy_again", { p_about: act.about, p_settings }]
        : ["record_privacy_told", { p_about: act.about, p_way: act.way }];
    case "objection":
      return ["apply_objection", { p_scope: act.scope }];
    case "rectify":
      return ["rectify_customer", { p_changes: changesOf(act) }];
    case "export":
      return ["start_privacy_export", {}];
    case "note":
      return ["add_privacy_request_note", { p_body: act.body, p_note_id: act.id }];
  }
}

function changesOf({ display_name, locale, phone }: Correction): Record<string, string> {
  const given = Object.entries({ display_name, locale, phone });
  return Object.fromEntries(given.filter((entry): entry is [string, string] => Boolean(entry[1])));
}

/** What an act made, to be announced by the caller. */
export type ActWork = { sendMessageIds?: string[]; exportIds?: string[] };

/**
 * Does one act of the privacy team and says what it made: a message to the customer, an archive.
 * @throws ApiError with the refusal of the database
 */
export async function actOnRequest(
  supabase: SupabaseClient,
  requestId: string,
  act: RequestAct,
): Promise<ActWork> {
  const [name, args] = callOf(act);
  const answer = await callRpc(supabase, name, { p_request_id: requestId, ...args }, z.unknown());
  if (act.act === "export") return { exportIds: [z.uuid().parse(answer)] };
  const { data } = queued.safeParse(answer);
  return data?.message_id ? { sendMessageIds: [data.message_id] } : {};
}
