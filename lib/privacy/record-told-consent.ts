import "server-only";
import type { SupabaseClient } from "@supabase/supabase-js";
import { z } from "zod";
import { callRpc } from "@/lib/http/call-rpc";
import type { ToldConsent } from "@/lib/privacy/told-consent";

const recorded = z.object({ ok: z.literal(true) });

/**
 * Writes what a customer told staff into the consent ledger.
 * @throws ApiError `newer_consent` when they said otherwise later, `nothing_changed`, `forbidden`, `not_found`
 */
export function recordToldConsent(
  supabase: SupabaseClient,
  customerId: string,
  told: ToldConsent,
): Promise<z.infer<typeof recorded>> {
  const [scope, to] = told.change.split(":");
  const args = {
    ...{ p_customer_id: customerId, p_scope: scope, p_to: to, p_channel: told.channel },
    ...{ p_words: told.words, p_at: told.at, p_evidence: told.evidence || null },
  };
  return callRpc(supabase, "record_told_consent", args, recorded);
}
