import Link from "next/link";
import { actorName, subjectText } from "@/components/audit/audit-columns";
import { subjectLink } from "@/components/audit/subject-link";
import { auditCopy } from "@/components/copy/audit";
import { DetailDrawer } from "@/components/detail/detail-drawer";
import { Facts } from "@/components/detail/facts";
import { JsonView } from "@/components/detail/json-view";
import { ClockTime } from "@/components/time/clock-time";
import { Button } from "@/components/ui/button";
import type { AuditRow } from "@/lib/audit/console-schemas";

type AuditDrawerProps = { row: AuditRow; onClose: () => void; onSubject: (id: string) => void };

/** One entry: who did what to what, and the ids that go with it. */
export function AuditDrawer({ row, onClose, onSubject }: AuditDrawerProps) {
  const words = auditCopy.detail;
  const link = subjectLink(row);
  const { subject_id: subjectId } = row;
  return (
    <DetailDrawer
      id={row.id}
      title={auditCopy.action(row.action)}
      onClose={onClose}
      actions={
        <>
          {link && (
            <Button asChild>
              <Link href={link}>{words.open}</Link>
            </Button>
          )}
          {subjectId && <Button onClick={() => onSubject(subjectId)}>{words.all}</Button>}
        </>
      }
    >
      <Facts
        facts={[
          { label: auditCopy.columns.at, value: <ClockTime iso={row.at} kind="row" /> },
          { label: auditCopy.columns.actor, value: actorName(row) },
          { label: words.subject, value: subjectText(row) },
          {
            label: auditCopy.filters.subject,
            value: subjectId && <span className="break-all font-mono text-2xs">{subjectId}</span>,
          },
          {
            label: words.id,
            value: <span className="break-all font-mono text-2xs">{row.id}</span>,
          },
        ]}
      />
      {Object.keys(row.details).length > 0 && (
        <div className="pt-4">
          <JsonView label={words.details} value={row.details} />
        </div>
      )}
    </DetailDrawer>
  );
}
