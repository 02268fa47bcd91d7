import { sessionSearchCopy } from "@/components/copy/session-search";
import type { ListView } from "@/components/sessions/session-queries";
import { readAssignee, sessionFilters } from "@/lib/chat/session-filters";

/** The filters that a saved one stands for. */
export function viewOfQuery(query: string): Omit<ListView, "search"> {
  const given = new URLSearchParams(query);
  return {
    filter: sessionFilters.find((filter) => filter === given.get("filter")) ?? "open",
    assignee: readAssignee(given.get("assignee") ?? "anyone"),
    unread: given.get("unread") === "true",
  };
}

/** Filters in words, such as "Needs a person, Nobody, Unread". */
export function describeQuery(query: string): string {
  const { filter, assignee, unread } = viewOfQuery(query);
  const words = sessionSearchCopy;
  return [
    words.filters[filter],
    assignee !== "anyone" && (words.assignees[assignee] ?? words.aPerson),
    unread && words.filters.unread,
  ]
    .filter(Boolean)
    .join(", ");
}
