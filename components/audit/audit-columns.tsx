import { auditCopy } from "@/components/copy/audit";
import type { Column } from "@/components/list/data-list";
import { ClockTime } from "@/components/time/clock-time";
import type { AuditRow } from "@/lib/audit/console-schemas";

const words = auditCopy.columns;

export function actorName(row: AuditRow): string {
  if (row.actor_kind === "system") return auditCopy.system;
  return row.actor_name ?? auditCopy.someone;
}

export function subjectText(row: AuditRow): string {
  const name = row.subject_name ?? row.subject_id?.slice(0, 8);
  const kind = auditCopy.kind(row.subject_kind);
  return name ? `${kind} · ${name}` : kind;
}

export const auditColumns: Column<AuditRow>[] = [
  {
    key: "action",
    head: words.action,
    width: "minmax(0,1.6fr)",
    cell: (row) => (
      <span className="block truncate font-medium text-ink">{auditCopy.action(row.action)}</span>
    ),
  },
  {
    key: "actor",
    head: words.actor,
    width: "minmax(0,1fr)",
    cell: (row) => <span className="block truncate">{actorName(row)}</span>,
  },
  {
    key: "subject",
    head: words.subject,
    width: "minmax(0,1.4fr)",
    cell: (row) => <span className="block truncate text-muted">{subjectText(row)}</span>,
  },
  {
    key: "at",
    head: words.at,
    width: "96px",
    align: "end",
    cell: (row) => <ClockTime iso={row.at} kind="row" className="relative z-1 text-muted" />,
  },
];
