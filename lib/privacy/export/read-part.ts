import "server-only";
import {
  type ExportClaim,
  type ExportRows,
  readExportPage,
  saveExportProgress,
} from "@/lib/privacy/export/export-calls";
import type { ExportPart } from "@/lib/privacy/requests/request-words";
import type { Json } from "@/lib/supabase/database.types";

/** Nobody waits for this archive any more: revoked, erased, or built by another run. */
export class ExportNotWanted extends Error {
  override readonly name = "ExportNotWanted";
}

/** Writes progress; throws ExportNotWanted when the archive is not ours any more. */
export async function keepExport(claim: ExportClaim, part: ExportPart, done: number) {
  if (!(await saveExportProgress(claim, part, done))) throw new ExportNotWanted();
}

/** All rows of one part, a page at a time: one page is in memory, whatever the part holds. */
export async function* readPart(
  claim: ExportClaim,
  part: ExportPart,
): AsyncGenerator<ExportRows[number]> {
  let after: Json | null = null;
  let done = 0;
  for (;;) {
    const rows: ExportRows = await readExportPage(claim, part, after);
    yield* rows;
    done += rows.length;
    await keepExport(claim, part, done);
    const last = rows.at(-1);
    if (!last) return;
    after = last.after;
  }
}
