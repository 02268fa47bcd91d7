import { requestJson } from "@/components/query/request-json";
import type {
  HoldableCustomer,
  HoldCursor,
  HoldPage,
  HoldState,
  LegalHold,
  PlaceHoldRequest,
  StandingHold,
} from "@/lib/privacy/holds/console-schemas";

/** Every query key of this domain. */
export const holdKeys = {
  all: ["holds"] as const,
  list: (state: HoldState) => ["holds", "list", state] as const,
  customers: (query: string) => ["holds", "customers", query] as const,
  ofCustomer: (customerId: string) => ["holds", "customer", customerId] as const,
};

const holds = "/api/console/holds";

export function fetchHolds(state: HoldState, cursor: HoldCursor | null, signal: AbortSignal) {
  const query = new URLSearchParams({ state });
  if (cursor) query.set("cursor", JSON.stringify(cursor));
  return requestJson<HoldPage>(`${holds}?${query}`, { signal });
}

export function fetchHoldableCustomers(query: string, signal: AbortSignal) {
  return requestJson<HoldableCustomer[]>(`${holds}/customers?${new URLSearchParams({ query })}`, {
    signal,
  });
}

export function fetchCustomerHold(customerId: string, signal: AbortSignal) {
  return requestJson<StandingHold>(`/api/console/customers/${customerId}/hold`, { signal });
}

export function postHold(body: PlaceHoldRequest) {
  return requestJson<LegalHold>(holds, { body });
}

export function postRelease(id: string, body: { note: string }) {
  return requestJson<LegalHold>(`${holds}/${id}/release`, { body });
}

export function postReview(id: string, body: { review_on: string }) {
  return requestJson<LegalHold>(`${holds}/${id}/review`, { body });
}
