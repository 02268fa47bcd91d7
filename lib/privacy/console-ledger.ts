import "server-only";
import type { SupabaseClient } from "@supabase/supabase-js";
import { callRpc } from "@/lib/http/call-rpc";
import {
  type LedgerCursor,
  type LedgerFilter,
  type LedgerPage,
  ledgerPage,
} from "@/lib/privacy/ledger-schemas";
import { regionCallingCode } from "@/lib/whatsapp/region-calling-code";

/** A page of the consent ledger, newest first. */
export function listLedger(
  supabase: SupabaseClient,
  filter: LedgerFilter,
  cursor: LedgerCursor | null,
  limit = 50,
): Promise<LedgerPage> {
  const args = {
    p_filter: { ...filter, calling_code: regionCallingCode() },
    p_before: cursor,
    p_limit: limit,
  };
  return callRpc(supabase, "list_consent_events", args, ledgerPage);
}
