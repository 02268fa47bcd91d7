"use client";

import { parseAsString, useQueryStates } from "nuqs";
import { dayBounds } from "@/components/time/day-bounds";
import { useViewerTime } from "@/components/time/viewer-time";
import { readFilter } from "@/lib/http/read-filter";
import { ledgerFilter } from "@/lib/privacy/ledger-schemas";

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
  const filter = readFilter(ledgerFilter, { ...view, ...bounds });
  return { view, setView, filter, isFiltered: Object.keys(filter).length > 0 };
}

export type LedgerView = ReturnType<typeof useLedgerView>;
