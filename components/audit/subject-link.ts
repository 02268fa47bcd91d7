import type { Route } from "next";
import type { AuditRow } from "@/lib/audit/console-schemas";

/** Where the subject of an entry can be seen, for kinds that have a page. */
export function subjectLink({ subject_kind: kind, subject_id: id }: AuditRow): Route | null {
  if (id === null) return null;
  const paths: Record<string, string> = {
    chat_session: `/sessions/${id}`,
    staff: `/staff?open=${id}`,
    support_ticket: `/tickets/${id}`,
    wa_event: `/parked?open=${id}`,
    job_run: `/jobs?tab=runs&open=${id}`,
  };
  // Tickets may come later than their acts: a typed route would not compile before its page exists.
  return (paths[kind] as Route | undefined) ?? null;
}
