import { BellRing, CircleCheck, UserRound } from "lucide-react";
import { alertsCopy } from "@/components/copy/alerts";
import type { Column } from "@/components/list/data-list";
import { ClockTime } from "@/components/time/clock-time";
import { Chip } from "@/components/ui/chip";
import type { Alert } from "@/lib/alerts/alert-batch";
import { alertTitle } from "@/lib/alerts/alert-words";

const words = alertsCopy.columns;

/** A deadline lies ahead; everything else has been waiting. */
export const isDeadline = (alert: Alert) => alert.kind.startsWith("privacy_deadline");

export const alertColumns: Column<Alert>[] = [
  {
    key: "what",
    head: words.what,
    width: "minmax(0,2.4fr)",
    cell: (row) => (
      <>
        <span className="block truncate font-medium text-ink">{alertTitle(row)}</span>
        {row.note && <span className="block truncate text-2xs text-muted">{row.note}</span>}
      </>
    ),
  },
  {
    key: "state",
    head: words.state,
    width: "minmax(0,1fr)",
    cell: (row) => <AlertChip alert={row} />,
  },
  {
    key: "told",
    head: alertsCopy.told.label,
    width: "minmax(0,0.9fr)",
    phone: "hide",
    cell: (row) => alertsCopy.telling[row.telling ?? "none"],
  },
  {
    key: "seen",
    head: words.seen,
    width: "72px",
    align: "end",
    phone: "hide",
    cell: (row) => (
      <ClockTime iso={row.last_seen_at} kind="row" className="relative z-1 text-muted" />
    ),
  },
  {
    key: "since",
    head: words.since,
    width: "88px",
    align: "end",
    cell: (row) => (
      <span className="relative z-1 text-muted">
        {isDeadline(row) && `${alertsCopy.due} `}
        <ClockTime iso={row.since} kind="row" />
      </span>
    ),
  },
];

/** Waiting for somebody, with somebody, or over. */
export function AlertChip({ alert }: { alert: Alert }) {
  const chips = alertsCopy.chips;
  if (alert.state === "cleared") {
    return (
      <Chip icon={CircleCheck} tone="good">
        {chips.cleared}
      </Chip>
    );
  }
  return alert.acknowledged_at === null ? (
    <Chip icon={BellRing} tone="bad">
      {chips.open}
    </Chip>
  ) : (
    <Chip icon={UserRound} tone="human">
      {chips.acknowledged(alert.acknowledged_by ?? chips.somebody)}
    </Chip>
  );
}
