import "server-only";
import type { SupabaseClient } from "@supabase/supabase-js";
import { z } from "zod";
import { callRpc } from "@/lib/http/call-rpc";
import { privacySettings } from "@/lib/privacy/requests/privacy-settings";
import type { NewRequest } from "@/lib/privacy/requests/request-acts";
import {
  type FoundCustomer,
  foundCustomer,
  type RequestCursor,
  type RequestDetail,
  type RequestFilter,
  type RequestPage,
  requestDetail,
  requestPage,
} from "@/lib/privacy/requests/request-schemas";
import { regionCallingCode } from "@/lib/whatsapp/region-calling-code";

/** A page of the queue with its counts; without a cursor the first. */
export function listRequests(
  supabase: SupabaseClient,
  filter: RequestFilter,
  cursor: RequestCursor | null,
): Promise<RequestPage> {
  const args = {
    p_filter: { ...filter, calling_code: regionCallingCode() },
    p_after: cursor,
    p_limit: 50,
  };
  return callRpc(supabase, "list_privacy_requests", args, requestPage);
}

/** One request with its clock, checks, notes, history and archives. */
export function readRequest(supabase: SupabaseClient, id: string): Promise<RequestDetail> {
  const args = { p_request_id: id, p_settings: privacySettings() };
  return callRpc(supabase, "read_privacy_request", args, requestDetail);
}

/** Up to ten customers by name or number. */
export function findCustomers(supabase: SupabaseClient, query: string): Promise<FoundCustomer[]> {
  const args = { p_query: query, p_calling_code: regionCallingCode() };
  return callRpc(supabase, "find_customers_for_request", args, z.array(foundCustomer));
}

export const openedRequest = z.object({ id: z.uuid(), merged: z.boolean() });
export type OpenedRequest = z.infer<typeof openedRequest>;

/**
 * Writes a request down. `merged`: the same was asked for already, and `id` is that request. The day counts
 * from its beginning in Uganda; today's from now.
 */
export function openRequest(supabase: SupabaseClient, request: NewRequest): Promise<OpenedRequest> {
  const start = new Date(`${request.received_on}T00:00:00+03:00`);
  const args = {
    p_customer_id: request.customer_id,
    p_kind: request.kind,
    p_channel: request.channel,
    p_received_at: start.toISOString(),
    p_wish: request.wish,
    p_client_key: request.client_key,
  };
  return callRpc(supabase, "open_privacy_request_by_staff", args, openedRequest);
}

/** Gives requests to a colleague, or with null to nobody; returns how many changed. */
export function assignRequests(
  supabase: SupabaseClient,
  ids: readonly string[],
  staffId: string | null,
): Promise<number> {
  const args = { p_request_ids: ids, p_staff_id: staffId };
  return callRpc(supabase, "assign_privacy_requests", args, z.int());
}
