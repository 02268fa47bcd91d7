"use client";

import { parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";

export const listFilters = ["open", "human", "mine", "closed", "all"] as const;

/** Filter and search live in the address, so that a view can be shared and survives a reload. */
export function useListView() {
  return useQueryStates({
    filter: parseAsStringLiteral(listFilters).withDefault("open"),
    search: parseAsString.withDefault(""),
  });
}
