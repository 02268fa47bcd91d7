import "server-only";
import type { SupabaseClient } from "@supabase/supabase-js";
import { z } from "zod";
import { csvLine } from "@/lib/audit/write-csv";
import { callRpc } from "@/lib/http/call-rpc";
import { log } from "@/lib/log";
import { listLedger } from "@/lib/privacy/console-ledger";
import type { LedgerCursor, LedgerFilter, LedgerLine } from "@/lib/privacy/ledger-schemas";

const exportPage = 1_000;
const begun = z.object({ before: z.iso.datetime({ offset: true }) });

const columns = [
  ...["at", "recorded_at", "customer_id", "customer_name", "number", "scope", "from", "to"],
  ...[
    "source",
    "channel",
    "words",
    "button",
    "session_id",
    "message_seq",
    "recorded_by",
    "evidence",
  ],
];

/**
 * The filtered ledger as CSV, newest first, a page at a time as fast as it is taken: nothing is held
 * whole. That it leaves is written down before the first line does.
 */
export async function exportLedger(
  supabase: SupabaseClient,
  filter: LedgerFilter,
): Promise<Response> {
  const { before } = await callRpc(supabase, "begin_consent_export", { p_filter: filter }, begun);
  const all = { ...filter, before };
  // The first page is read here, so that a refusal is an answer and not a broken file.
  let page = await listLedger(supabase, all, null, exportPage);
  let head = csvLine(columns);
  let cursor: LedgerCursor | null = null;
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        if (cursor) page = await listLedger(supabase, all, cursor, exportPage);
        controller.enqueue(encoder.encode(head + page.rows.map(csvOf).join("")));
        head = "";
        cursor = page.next;
        if (!cursor) controller.close();
      } catch (error) {
        log.error("consent_export_failed", { error });
        controller.error(error);
      }
    },
  });
  return new Response(body, {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": 'attachment; filename="parcelo-consent-ledger.csv"',
      "cache-control": "private, no-store",
    },
  });
}

function csvOf(line: LedgerLine): string {
  return csvLine([
    ...[line.at, line.recorded_at, line.customer_id, line.customer_name ?? "", line.number ?? ""],
    ...[line.scope, line.from_status, line.to_status, line.source, line.channel],
    ...[line.words ?? "", line.button_id ?? "", line.session_id ?? ""],
    ...[line.message_seq?.toString() ?? "", line.by ?? "", line.evidence ?? ""],
  ]);
}
