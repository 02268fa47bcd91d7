"use client";

import { parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { readFilter } from "@/lib/http/read-filter";
import { mediaFilter } from "@/lib/media/console/console-schemas";

/** Layout and filters live in the address. */
export function useMediaView() {
  const [given, setGiven] = useQueryStates({
    type: parseAsString,
    state: parseAsString,
    error: parseAsString,
    expiring: parseAsString,
    customer_id: parseAsString,
    search: parseAsString,
    view: parseAsStringLiteral(["grid", "list"]).withDefault("grid"),
  });
  const { view, ...filters } = given;
  return {
    layout: view,
    filter: readFilter(mediaFilter, filters),
    isFiltered: Object.values(filters).some((value) => value !== null),
    /** Null takes a filter away. */
    setView: (change: Partial<typeof given>) => void setGiven(change),
    clear: () =>
      void setGiven({
        ...{ type: null, state: null, error: null },
        ...{ expiring: null, customer_id: null, search: null },
      }),
  };
}

export type MediaView = ReturnType<typeof useMediaView>;
