"use client";

import { parseAsString, useQueryStates } from "nuqs";
import { readFilter } from "@/lib/http/read-filter";
import { ticketFilter } from "@/lib/tickets/console-schemas";

/** The filters of the queue live in the address. */
export function useTicketsView() {
  const [given, setGiven] = useQueryStates({
    status: parseAsString,
    priority: parseAsString,
    category: parseAsString,
    sentiment: parseAsString,
    assigned: parseAsString,
    customer_id: parseAsString,
    search: parseAsString,
    sort: parseAsString,
  });
  const { status: _, ...others } = given;
  return {
    filter: readFilter(ticketFilter, given),
    isFiltered: Object.entries(others).some(([name, value]) => name !== "sort" && value !== null),
    /** Null takes a filter away; an empty text does too. */
    setView: (change: Partial<typeof given> | null) => void setGiven(change),
  };
}

export type TicketsView = ReturnType<typeof useTicketsView>;
