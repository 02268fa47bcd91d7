"use client";

import { parseAsString, useQueryStates } from "nuqs";
import { readFilter } from "@/lib/http/read-filter";
import { requestFilter } from "@/lib/privacy/requests/request-schemas";

/** The filters of the queue live in the address. */
export function useRequestsView() {
  const [given, setGiven] = useQueryStates({
    show: parseAsString,
    kind: parseAsString,
    state: parseAsString,
    assigned: parseAsString,
    customer_id: parseAsString,
    search: parseAsString,
  });
  const { show: _, ...others } = given;
  return {
    filter: readFilter(requestFilter, given),
    isFiltered: Object.values(others).some((value) => value !== null),
    /** Null takes a filter away; an empty text does too. */
    setView: (change: Partial<typeof given> | null) => void setGiven(change),
  };
}

export type RequestsView = ReturnType<typeof useRequestsView>;
