import "server-only";
import type { SupabaseClient } from "@supabase/supabase-js";
import { z } from "zod";
import { ApiError } from "@/lib/http/api-error";
import { callRpc } from "@/lib/http/call-rpc";
import {
  type HoldableCustomer,
  type HoldCursor,
  type HoldPage,
  type HoldState,
  holdableCustomer,
  holdPage,
  type LegalHold,
  legalHold,
  type PlaceHoldRequest,
  type StandingHold,
  standingHold,
} from "@/lib/privacy/holds/console-schemas";

/** A page of holds, newest first. */
export function listHolds(
  supabase: SupabaseClient,
  state: HoldState,
  cursor: HoldCursor | null,
): Promise<HoldPage> {
  const args = { p_state: state, p_after: cursor };
  return callRpc(supabase, "list_legal_holds", args, holdPage);
}

/** Customers that a name, number or id begins with. */
export function findCustomersToHold(
  supabase: SupabaseClient,
  query: string,
): Promise<HoldableCustomer[]> {
  const args = { p_query: query };
  return callRpc(supabase, "find_customers_to_hold", args, z.array(holdableCustomer));
}

/** @throws ApiError `already_held`, `not_found`, or `invalid` at `review_on` when that day has come */
export async function placeHold(
  supabase: SupabaseClient,
  { customer_id, reason, review_on }: PlaceHoldRequest,
): Promise<LegalHold> {
  const args = { p_customer_id: customer_id, p_reason: reason, p_review_on: review_on };
  return callRpc(supabase, "place_legal_hold", args, legalHold).catch(atReviewDay);
}

/** @throws ApiError `already_released` or `not_found` */
export function releaseHold(
  supabase: SupabaseClient,
  holdId: string,
  note: string,
): Promise<LegalHold> {
  const args = { p_hold_id: holdId, p_note: note };
  return callRpc(supabase, "release_legal_hold", args, legalHold);
}

/** The hold stays; its next review is on that day. */
export function postponeReview(
  supabase: SupabaseClient,
  holdId: string,
  reviewOn: string,
): Promise<LegalHold> {
  const args = { p_hold_id: holdId, p_review_on: reviewOn };
  return callRpc(supabase, "postpone_hold_review", args, legalHold).catch(atReviewDay);
}

/** Whether a hold stands for this customer, for everybody on staff. */
export function customerHold(supabase: SupabaseClient, customerId: string): Promise<StandingHold> {
  return callRpc(supabase, "customer_hold", { p_customer_id: customerId }, standingHold);
}

/** What the form's schema let through is wrong only in its day. */
function atReviewDay(error: unknown): never {
  if (error instanceof ApiError && error.code === "invalid")
    throw new ApiError("invalid", undefined, { review_on: "not_in_the_future" });
  throw error;
}
