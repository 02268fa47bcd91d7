import { Flag } from "lucide-react";
import { ticketsCopy } from "@/components/copy/tickets";
import { AssigneeCell } from "@/components/list/assignee-cell";
import type { Column } from "@/components/list/data-list";
import { spacedNumber } from "@/components/sessions/spaced-number";
import { PriorityChip, SentimentChip, StatusChip } from "@/components/tickets/ticket-chips";
import { ClockTime } from "@/components/time/clock-time";
import type { TicketRow } from "@/lib/tickets/console-schemas";

/** What to call the customer of a ticket. */
export function customerOf(ticket: TicketRow): string {
  if (ticket.customer_name?.trim()) return ticket.customer_name.trim();
  return ticket.customer_number ? spacedNumber(ticket.customer_number) : ticketsCopy.unnamed;
}

const words = ticketsCopy.columns;

/** The columns of the queue; the viewer's own name is "You". */
export function ticketColumns(viewerId: string): Column<TicketRow>[] {
  return [
    {
      key: "subject",
      head: words.subject,
      width: "minmax(0,2.4fr)",
      cell: (row) => (
        <>
          <span className="flex items-center gap-1.5">
            <span className="truncate font-medium text-ink">{row.subject}</span>
            {row.escalated && (
              <Flag
                role="img"
                aria-label={ticketsCopy.escalated}
                className="size-3 shrink-0 text-warn"
              />
            )}
          </span>
          <span className="block truncate text-2xs text-muted">
            <span className="tabular-nums">{row.reference}</span> · {customerOf(row)} ·{" "}
            {ticketsCopy.categories[row.category]}
          </span>
        </>
      ),
    },
    {
      key: "priority",
      head: words.priority,
      width: "84px",
      cell: (row) => <PriorityChip priority={row.priority} />,
    },
    {
      key: "sentiment",
      head: words.sentiment,
      width: "108px",
      cell: (row) => <SentimentChip sentiment={row.sentiment} />,
    },
    {
      key: "status",
      head: words.status,
      width: "148px",
      cell: (row) => <StatusChip status={row.status} />,
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
      key: "activity",
      head: words.activity,
      width: "64px",
      align: "end",
      cell: (row) => (
        <ClockTime iso={row.last_activity_at} kind="row" className="relative z-1 text-muted" />
      ),
    },
  ];
}
