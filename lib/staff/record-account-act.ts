import "server-only";
import type { SupabaseClient } from "@supabase/supabase-js";
import { z } from "zod";
import { callRpc } from "@/lib/http/call-rpc";

export type SignInMethod = "password" | "link" | "code";

/** Writes down what somebody did with their own account. */
export async function recordAccountAct(
  supabase: SupabaseClient,
  act:
    | "signed_in"
    | "password_changed"
    | "second_factor_added"
    | "second_factor_removed"
    | "signed_out_everywhere",
  method?: SignInMethod,
): Promise<void> {
  const args = { p_act: act, p_method: method ?? null };
  await callRpc(supabase, "record_account_act", args, z.unknown());
}
