import { requestJson } from "@/components/query/request-json";
import type { AuditCursor, AuditExport, AuditFilter, AuditPage } from "@/lib/audit/console-schemas";

/** Every query key of this domain. */
export const auditKeys = {
  list: (filter: AuditFilter) => ["audit", "list", filter] as const,
};

const audit = "/api/console/audit";

export function fetchAudit(filter: AuditFilter, cursor: AuditCursor | null, signal: AbortSignal) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(filter)) if (value) query.set(name, value);
  if (cursor) query.set("cursor", JSON.stringify(cursor));
  return requestJson<AuditPage>(`${audit}?${query}`, { signal });
}

export function postExport(filter: AuditFilter) {
  return requestJson<AuditExport>(`${audit}/export`, { body: filter });
}
