import { Lock } from "lucide-react";
import { requestsCopy } from "@/components/copy/requests";
import { AssigneeCell } from "@/components/list/assignee-cell";
import type { Column } from "@/components/list/data-list";
import { ClockChip, StateChip } from "@/components/requests/request-chips";
import { customerName } from "@/components/requests/request-name";
import { ClockTime } from "@/components/time/clock-time";
import type { RequestRow } from "@/lib/privacy/requests/request-schemas";

const words = requestsCopy.columns;

/** The columns of the queue; the viewer's own name is "You". */
export function requestColumns(viewerId: string): Column<RequestRow>[] {
  return [
    {
      key: "request",
      head: words.request,
      width: "minmax(0,2.2fr)",
      cell: (row) => (
        <>
          <span className="flex items-center gap-1.5">
            <span className="truncate font-medium text-ink">
              {requestsCopy.kinds[row.kind]} ·{" "}
              {customerName(row.customer_name, row.customer_number)}
            </span>
            {row.held && (
              <Lock
                role="img"
                aria-label={requestsCopy.held}
                className="size-3 shrink-0 text-warn"
              />
            )}
          </span>
          <span className="block truncate text-2xs text-muted">
            <span className="tabular-nums">{row.reference}</span> ·{" "}
            {requestsCopy.channels[row.channel]}
            {row.merged_count > 0 && ` · ${requestsCopy.merged(row.merged_count)}`}
          </span>
        </>
      ),
    },
    {
      key: "clock",
      head: words.clock,
      width: "132px",
      cell: (row) => <ClockChip request={row} />,
    },
    {
      key: "state",
      head: words.state,
      width: "132px",
      cell: (row) => <StateChip state={row.state} />,
    },
    {
      key: "assignee",
      head: words.assignee,
      width: "minmax(0,0.8fr)",
      cell: (row) => (
        <AssigneeCell id={row.assigned_to} name={row.assigned_name} viewerId={viewerId} />
      ),
    },
    {
      key: "received",
      head: words.received,
      width: "84px",
      align: "end",
      phone: "hide",
      cell: (row) => (
        <ClockTime iso={row.received_at} kind="row" className="relative z-1 text-muted" />
      ),
    },
  ];
}
