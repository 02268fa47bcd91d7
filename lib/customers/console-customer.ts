import "server-only";
import type { SupabaseClient } from "@supabase/supabase-js";
import type { z } from "zod";
import { type CustomerPanel, customerPanel, revealedIdentity } from "@/lib/customers/panel-schemas";
import { callRpc } from "@/lib/http/call-rpc";

/** Who a customer is, with masked identities. @throws ApiError `not_found` */
export function readCustomerPanel(
  supabase: SupabaseClient,
  customerId: string,
): Promise<CustomerPanel> {
  return callRpc(supabase, "customer_panel", { p_customer_id: customerId }, customerPanel);
}

/** The full number or id; every call writes the audit log. @throws ApiError `forbidden`, `not_found` */
export function revealIdentity(
  supabase: SupabaseClient,
  identityId: string,
): Promise<z.infer<typeof revealedIdentity>> {
  return callRpc(supabase, "reveal_identity", { p_identity_id: identityId }, revealedIdentity);
}
