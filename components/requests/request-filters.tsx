"use client";

import { useQuery } from "@tanstack/react-query";
import { UserRound, X } from "lucide-react";
import { requestsCopy } from "@/components/copy/requests";
import { FilterSelect } from "@/components/list/filter-select";
import { ListSearch } from "@/components/list/list-search";
import { fetchTeam, requestKeys } from "@/components/requests/request-queries";
import type { RequestsView } from "@/components/requests/use-requests-view";
import { Button } from "@/components/ui/button";
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
      {filter.show !== "closed" && (
        <FilterSelect
          label={words.state}
          value={filter.state ?? null}
          options={openStates.map((value) => ({ value, label: requestsCopy.states[value] }))}
          onChange={(state) => setView({ state })}
        />
      )}
      <FilterSelect
        label={words.assigned}
        value={filter.assigned ?? null}
        options={[
          { value: "me", label: words.me(counts?.mine) },
          { value: "none", label: words.none(counts?.unassigned) },
          ...(team.data ?? [])
            .filter(({ user_id }) => user_id !== viewerId)
            .map(({ user_id, display_name }) => ({ value: user_id, label: display_name })),
        ]}
        onChange={(assigned) => setView({ assigned })}
      />
      {filter.customer_id && (
        <Button onClick={() => setView({ customer_id: null })}>
          <UserRound aria-hidden="true" className="size-3.5" />
          {words.customer}
          <X aria-hidden="true" className="size-3.5" />
          <span className="sr-only">{words.everyone}</span>
        </Button>
      )}
    </>
  );
}
