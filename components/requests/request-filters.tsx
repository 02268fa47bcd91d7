"use client";

import { useQuery } from "@tanstack/react-query";
import { requestsCopy } from "@/components/copy/requests";
import { AssignedFilter } from "@/components/list/assigned-filter";
import { CustomerFilter } from "@/components/list/customer-filter";
import { FilterSelect } from "@/components/list/filter-select";
import { ListSearch } from "@/components/list/list-search";
import { fetchTeam, requestKeys } from "@/components/requests/request-queries";
import type { RequestsView } from "@/components/requests/use-requests-view";
import { Tabs } from "@/components/ui/tabs";
import type { RequestCounts } from "@/lib/privacy/requests/request-schemas";
import {
  openStates,
  type RequestView,
  requestKinds,
  requestViews,
} from "@/lib/privacy/requests/request-words";

type RequestFiltersProps = {
  view: RequestsView;
  counts: RequestCounts | undefined;
  viewerId: string;
};
const words = requestsCopy.filters;

/** Tabs with counts, search, and what else narrows the queue. */
export function RequestFilters({ view, counts, viewerId }: RequestFiltersProps) {
  const { filter, setView } = view;
  const team = useQuery({
    queryKey: requestKeys.team,
    queryFn: ({ signal }) => fetchTeam(signal),
    staleTime: 60_000,
  });
  const countOf = (tab: RequestView) =>
    tab === "closed" || tab === "all" ? undefined : counts?.[tab];
  return (
    <>
      <div className="max-w-full overflow-x-auto">
        <Tabs
          label={words.view}
          value={filter.show}
          onChange={(show) => setView({ show: show === "open" ? null : show, state: null })}
          tabs={requestViews.map((tab) => ({
            value: tab,
            label: requestsCopy.views[tab],
            count: countOf(tab),
          }))}
        />
      </div>
      <ListSearch
        label={requestsCopy.search}
        value={filter.search ?? ""}
        onChange={(search) => setView({ search: search || null })}
        className="w-64 max-tablet:w-full"
      />
      <FilterSelect
        label={words.kind}
        value={filter.kind ?? null}
        options={requestKinds.map((value) => ({ value, label: requestsCopy.kinds[value] }))}
        onChange={(kind) => setView({ kind })}
      />
      {filter.show !== "closed" && filter.show !== "untold" && (
        <FilterSelect
          label={words.state}
          value={filter.state ?? null}
          options={openStates.map((value) => ({ value, label: requestsCopy.states[value] }))}
          onChange={(state) => setView({ state })}
        />
      )}
      <AssignedFilter
        value={filter.assigned ?? null}
        colleagues={team.data ?? []}
        viewerId={viewerId}
        counts={counts}
        onChange={(assigned) => setView({ assigned })}
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
