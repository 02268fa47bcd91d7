import { listAudit } from "@/lib/audit/console-audit";
import { auditCursor, auditFilter, auditPage } from "@/lib/audit/console-schemas";
import { cursorParam } from "@/lib/http/cursor-param";
import { staffRoute } from "@/lib/http/staff-route";

/** GET /api/console/audit: a page of the audit log, newest first. */
export const GET = staffRoute({
  query: auditFilter.extend({ cursor: cursorParam(auditCursor) }),
  result: auditPage,
  lists: ["audit"],
  run: ({ supabase, query: { cursor, ...filter } }) => listAudit(supabase, filter, cursor),
});
