"use client";

import { parseAsString, useQueryStates } from "nuqs";
import { dayBounds } from "@/components/time/day-bounds";
import { useViewerTime } from "@/components/time/viewer-time";
import { type LedgerFilter, ledgerFilter } from "@/lib/privacy/ledger-schemas";

/** The filters of the ledger live in the address; what does not fit is left out. */
export function useLedgerView() {
  const { zone } = useViewerTime();
  const [view, setView] = useQueryStates({
    search: parseAsString,
    customer: parseAsString,
    scope: parseAsString,
    change: parseAsString,
    source: parseAsString,
    from: parseAsString,
    until: parseAsString,
  });
  const bounds = dayBounds({ from: view.from, until: view.until }, zone);
  const { shape } = ledgerFilter;
  const filter: LedgerFilter = {
    search: shape.search.safeParse(view.search ?? undefined).data,
    customer: shape.customer.safeParse(view.customer ?? undefined).data,
    scope: shape.scope.safeParse(view.scope ?? undefined).data,
    change: shape.change.safeParse(view.change ?? undefined).data,
    source: shape.source.safeParse(view.source ?? undefined).data,
    from: shape.from.safeParse(bounds.from ?? undefined).data,
    before: shape.before.safeParse(bounds.before ?? undefined).data,
  };
  const set = Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined));
  return {
    view,
    setView,
    filter: ledgerFilter.parse(set),
    isFiltered: Object.keys(set).length > 0,
  };
}

export type LedgerView = ReturnType<typeof useLedgerView>;
