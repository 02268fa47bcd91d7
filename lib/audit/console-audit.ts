import "server-only";
import type { SupabaseClient } from "@supabase/supabase-js";
import { z } from "zod";
import {
  type AuditCursor,
  type AuditExport,
  type AuditFilter,
  type AuditPage,
  auditPage,
} from "@/lib/audit/console-schemas";
import { csvLine } from "@/lib/audit/write-csv";
import { callRpc } from "@/lib/http/call-rpc";

/** What one file holds at most; more is asked for by narrower dates. */
const MOST_EXPORTED = 10_000;
const EXPORT_PAGE = 1_000;

/** A page of the audit log, newest first. */
export function listAudit(
  supabase: SupabaseClient,
  filter: AuditFilter,
  cursor: AuditCursor | null,
  limit = 50,
): Promise<AuditPage> {
  const args = { p_filter: filter, p_before: cursor, p_limit: limit };
  return callRpc(supabase, "list_audit", args, auditPage);
}

/** The filtered rows as CSV, newest first; that they were taken out is itself written down. */
export async function exportAudit(
  supabase: SupabaseClient,
  filter: AuditFilter,
): Promise<AuditExport> {
  let csv = csvLine([
    ...["at", "actor_kind", "actor_id", "actor_name", "action"],
    ...["subject_kind", "subject_id", "subject_name", "details"],
  ]);
  let rows = 0;
  let cursor: AuditCursor | null = null;
  do {
    const page: AuditPage = await listAudit(supabase, filter, cursor, EXPORT_PAGE);
    for (const row of page.rows) {
      csv += csvLine([
        ...[row.at, row.actor_kind, row.actor_id ?? "", row.actor_name ?? "", row.action],
        ...[row.subject_kind, row.subject_id ?? "", row.subject_name ?? ""],
        JSON.stringify(row.details),
      ]);
    }
    rows += page.rows.length;
    cursor = page.next;
  } while (cursor !== null && rows < MOST_EXPORTED);
  const args = { p_filter: filter, p_rows: rows };
  await callRpc(supabase, "record_audit_export", args, z.unknown());
  return { csv, rows, is_cut: cursor !== null };
}
