"use client";

import { parseAsBoolean, parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { readAssignee, sessionFilters } from "@/lib/chat/session-filters";

/** Filters and search live in the address, so that a view can be shared and survives a reload. */
export function useListView() {
  const [given, set] = useQueryStates({
    filter: parseAsStringLiteral(sessionFilters).withDefault("open"),
    search: parseAsString.withDefault(""),
    assignee: parseAsString.withDefault("anyone"),
    unread: parseAsBoolean.withDefault(false),
  });
  return [{ ...given, assignee: readAssignee(given.assignee) }, set] as const;
}
