import "server-only";
import type { SupabaseClient } from "@supabase/supabase-js";
import { callRpc } from "@/lib/http/call-rpc";
import { type FoundCustomer, foundCustomer } from "@/lib/privacy/requests/request-schemas";

/** The customer for whom a request is to be opened. @throws ApiError `not_found`, also once erased */
export function readCustomerForRequest(
  supabase: SupabaseClient,
  customerId: string,
): Promise<FoundCustomer> {
  return callRpc(supabase, "customer_for_request", { p_customer_id: customerId }, foundCustomer);
}
