"use client";

import { useQuery } from "@tanstack/react-query";
import { conversationKeys, fetchColleagues } from "@/components/conversation/conversation-queries";
import { ticketsCopy } from "@/components/copy/tickets";
import { AssignedFilter } from "@/components/list/assigned-filter";
import { CustomerFilter } from "@/components/list/customer-filter";
import { FilterChips } from "@/components/list/filter-chips";
import { FilterSelect } from "@/components/list/filter-select";
import { ListSearch } from "@/components/list/list-search";
import type { TicketsView } from "@/components/tickets/use-tickets-view";
import { Tabs } from "@/components/ui/tabs";
import { type TicketCounts, ticketViews } from "@/lib/tickets/console-schemas";
import { sentiments, ticketCategories, ticketPriorities } from "@/lib/tickets/ticket-words";

type TicketFiltersProps = {
  view: TicketsView;
  counts: TicketCounts | undefined;
  viewerId: string;
};

const words = ticketsCopy.filters;

/** Tabs with counts, search, and what else narrows the queue. */
export function TicketFilters({ view, counts, viewerId }: TicketFiltersProps) {
  const { filter, setView } = view;
  const colleagues = useQuery({
    queryKey: conversationKeys.colleagues,
    queryFn: ({ signal }) => fetchColleagues(signal),
    staleTime: 60_000,
  });
  const countOf = (tab: (typeof ticketViews)[number]) => {
    if (!counts || tab === "all") return undefined;
    const count = tab === "unsettled" ? counts.open + counts.pending : counts[tab];
    return ticketsCopy.count(count);
  };
  return (
    <>
      <div className="max-w-full overflow-x-auto">
        <Tabs
          label={words.view}
          value={filter.status}
          onChange={(status) => setView({ status: status === "unsettled" ? null : status })}
          tabs={ticketViews.map((tab) => ({
            value: tab,
            label: ticketsCopy.views[tab],
            count: countOf(tab),
          }))}
        />
      </div>
      <ListSearch
        label={ticketsCopy.search}
        value={filter.search ?? ""}
        onChange={(search) => setView({ search: search || null })}
        className="w-72 max-tablet:w-full"
      />
      <AssignedFilter
        value={filter.assigned ?? null}
        colleagues={colleagues.data ?? []}
        viewerId={viewerId}
        counts={counts}
        onChange={(assigned) => setView({ assigned })}
      />
      <FilterSelect
        label={words.priority}
        value={filter.priority ?? null}
        options={ticketPriorities
          .toReversed()
          .map((value) => ({ value, label: ticketsCopy.priorities[value] }))}
        onChange={(priority) => setView({ priority })}
      />
      <FilterSelect
        label={words.sentiment}
        value={filter.sentiment ?? null}
        options={sentiments.map((value) => ({ value, label: ticketsCopy.sentiments[value] }))}
        onChange={(sentiment) => setView({ sentiment })}
      />
      <FilterSelect
        label={words.category}
        value={filter.category ?? null}
        options={ticketCategories.map((value) => ({
          value,
          label: ticketsCopy.categories[value],
        }))}
        onChange={(category) => setView({ category })}
      />
      <FilterChips
        label={words.sort}
        value={filter.sort === "recent" ? "recent" : null}
        options={[{ value: "recent", label: words.recent }]}
        onChange={(sort) => setView({ sort })}
      />
      {filter.customer_id && (
        <CustomerFilter
          label={words.customer}
          clearLabel={words.everyone}
          onClear={() => setView({ customer_id: null })}
        />
      )}
    </>
  );
}
