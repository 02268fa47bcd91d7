"use client";

import { parseAsString, useQueryStates } from "nuqs";
import { dayBounds } from "@/components/time/day-bounds";
import { useViewerTime } from "@/components/time/viewer-time";
import { auditFilter } from "@/lib/audit/console-schemas";
import { readFilter } from "@/lib/http/read-filter";

/** The filters of the log live in the address; what does not fit is left out. */
export function useAuditView() {
  const { zone } = useViewerTime();
  const [view, setView] = useQueryStates({
    actor: parseAsString,
    action: parseAsString,
    kind: parseAsString,
    subject: parseAsString,
    from: parseAsString,
    until: parseAsString,
  });
  const bounds = dayBounds({ from: view.from, until: view.until }, zone);
  const filter = readFilter(auditFilter, { ...view, from: bounds.from, to: bounds.before });
  return { view, setView, filter, isFiltered: Object.keys(filter).length > 0 };
}

export type AuditView = ReturnType<typeof useAuditView>;
