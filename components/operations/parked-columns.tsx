import { Archive, Check, LoaderCircle, Pause } from "lucide-react";
import { parkedCopy } from "@/components/copy/parked";
import type { Column } from "@/components/list/data-list";
import { ClockTime } from "@/components/time/clock-time";
import { Chip } from "@/components/ui/chip";
import type { ParkedRow } from "@/lib/operations/parked-schemas";

/** A reason in words: its name and what it means. */
export function reasonText(reason: string | null): readonly [string, string] {
  return parkedCopy.reasons[reason ?? ""] ?? [reason ?? "–", ""];
}

const words = parkedCopy.columns;

export const parkedColumns: Column<ParkedRow>[] = [
  {
    key: "reason",
    head: words.reason,
    width: "minmax(0,2fr)",
    cell: (row) => {
      const [title, meaning] = reasonText(row.park_reason);
      const note = row.note ?? (row.error_code ? parkedCopy.code(row.error_code) : meaning);
      return (
        <>
          <span className="block truncate font-medium text-ink">{title}</span>
          <span className="block truncate text-2xs text-muted">{note}</span>
        </>
      );
    },
  },
  {
    key: "type",
    head: words.type,
    width: "minmax(0,0.8fr)",
    cell: (row) => parkedCopy.types[row.event_type] ?? row.event_type,
  },
  {
    key: "state",
    head: words.state,
    width: "minmax(0,1.4fr)",
    cell: (row) => (
      <span className="flex min-w-0 items-center gap-2">
        <ParkedChip row={row} />
        <span className="truncate text-2xs text-muted">{became(row)}</span>
      </span>
    ),
  },
  {
    key: "size",
    head: words.size,
    width: "64px",
    align: "end",
    phone: "hide",
    cell: (row) => parkedCopy.bytes(row.size),
  },
  {
    key: "received",
    head: words.received,
    width: "64px",
    align: "end",
    cell: (row) => (
      <ClockTime iso={row.received_at} kind="row" className="relative z-1 text-muted" />
    ),
  },
];

/** Parked, being handled again, handled since, or put away. */
export function ParkedChip({ row }: { row: ParkedRow }) {
  if (row.requested_at !== null) {
    return (
      <Chip icon={LoaderCircle} tone="info">
        {parkedCopy.requested}
      </Chip>
    );
  }
  const [icon, tone] =
    row.status === "stored"
      ? ([Check, "good"] as const)
      : row.status === "dismissed"
        ? ([Archive, "neutral"] as const)
        : ([Pause, "warn"] as const);
  return (
    <Chip icon={icon} tone={tone}>
      {parkedCopy.statuses[row.status]}
    </Chip>
  );
}

function became(row: ParkedRow): string {
  if (row.status === "dismissed") {
    return row.reviewed_by ? parkedCopy.dismissedBy(row.reviewed_by) : "";
  }
  if (row.status === "stored") {
    return row.reviewed_by ? parkedCopy.handledBy(row.reviewed_by) : parkedCopy.handled;
  }
  return row.reprocess_count > 0 ? parkedCopy.tried(row.reprocess_count) : "";
}
