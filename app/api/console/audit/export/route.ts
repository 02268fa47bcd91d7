import { exportAudit } from "@/lib/audit/console-audit";
import { auditExport, auditFilter } from "@/lib/audit/console-schemas";
import { staffRoute } from "@/lib/http/staff-route";

/** POST /api/console/audit/export: the filtered rows as CSV. A POST, because it is written down. */
export const POST = staffRoute({
  body: auditFilter,
  result: auditExport,
  run: ({ supabase, body }) => exportAudit(supabase, body),
});
