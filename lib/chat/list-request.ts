import { z } from "zod";
import { assignee } from "@/lib/chat/console-schemas";
import { sessionFilters } from "@/lib/chat/session-filters";

/** What a list shows, as the address and the API's query say it. */
export const listRequest = z.object({
  filter: z.enum(sessionFilters).default("open"),
  search: z.string().max(200).default(""),
  assignee: assignee.default("anyone"),
  unread: z
    .enum(["true", "false"])
    .default("false")
    .transform((value) => value === "true"),
});

export type ListRequest = z.output<typeof listRequest>;

/** The list that an address asks for; what it does not understand is left at its default. */
export function readListRequest(query: URLSearchParams): ListRequest {
  const given = Object.fromEntries(query);
  const { filter, search, assignee, unread } = listRequest.shape;
  return {
    filter: filter.catch("open").parse(given.filter),
    search: search.catch("").parse(given.search?.slice(0, 200)),
    assignee: assignee.catch("anyone").parse(given.assignee),
    unread: unread.catch(false).parse(given.unread),
  };
}
