"use client";

import { parseAsString, useQueryStates } from "nuqs";
import { dayBounds } from "@/components/time/day-bounds";
import { useViewerTime } from "@/components/time/viewer-time";
import { type AuditFilter, auditFilter } from "@/lib/audit/console-schemas";

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
  const { shape } = auditFilter;
  const filter: AuditFilter = {
    actor: shape.actor.safeParse(view.actor ?? undefined).data,
    action: shape.action.safeParse(view.action ?? undefined).data,
    kind: shape.kind.safeParse(view.kind ?? undefined).data,
    subject: shape.subject.safeParse(view.subject ?? undefined).data,
    from: shape.from.safeParse(bounds.from ?? undefined).data,
    to: shape.to.safeParse(bounds.before ?? undefined).data,
  };
  const set = Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined));
  return { view, setView, filter: auditFilter.parse(set), isFiltered: Object.keys(set).length > 0 };
}

export type AuditView = ReturnType<typeof useAuditView>;
