import "server-only";
import { z } from "zod";
import { instant } from "@/lib/chat/console-schemas";
import type { ExportPart } from "@/lib/privacy/requests/request-words";
import { callFunction } from "@/lib/supabase/call-function";
import type { Json } from "@/lib/supabase/database.types";
import { serviceClient } from "@/lib/supabase/service";

/** Longer than any page or file takes; each bit of progress renews it. */
const leaseMs = 5 * 60_000;
/** Inside the 1,000 rows and the 8 s of a hosted database. */
const pageRows = 200;

const claimed = z
  .object({
    claim: z.uuid(),
    customer_id: z.uuid(),
    object_path: z.string(),
    reference: z.string(),
  })
  .nullable();
export type ExportClaim = NonNullable<z.infer<typeof claimed>> & { exportId: string };

const json = z.json();
const page = z.array(
  z.object({ row: json, after: z.record(z.string(), json), path: z.string().nullish() }),
);
export type ExportRows = z.infer<typeof page>;

/** The right to build one archive; null when there is nothing to build, or somebody else does. */
export async function claimExport(exportId: string): Promise<ExportClaim | null> {
  const args = { p_export_id: exportId, p_lease_ms: leaseMs };
  const found = await callFunction(serviceClient(), "claim_privacy_export", args, claimed);
  return found && { ...found, exportId };
}

/** The next rows of a part after a place; empty at the end. */
export function readExportPage(
  { exportId }: ExportClaim,
  part: ExportPart,
  after: Json | null,
): Promise<ExportRows> {
  const args = { p_export_id: exportId, p_part: part, p_after: after, p_limit: pageRows };
  return callFunction(serviceClient(), "export_page", args, page);
}

/** Writes progress and renews the claim; false when nobody waits for the archive any more. */
export function saveExportProgress(
  { exportId, claim }: ExportClaim,
  part: ExportPart,
  done: number,
): Promise<boolean> {
  const args = {
    p_export_id: exportId,
    p_claim: claim,
    p_part: part,
    p_done: done,
    p_lease_ms: leaseMs,
  };
  return callFunction(serviceClient(), "save_export_progress", args, z.boolean());
}

/** The archive is in the bucket; false when it is not wanted any more. */
export function finishExport(
  { exportId, claim }: ExportClaim,
  archive: { size: number; checksum: string; missingFiles: number },
): Promise<boolean> {
  const args = {
    p_export_id: exportId,
    p_claim: claim,
    p_size: archive.size,
    p_checksum: archive.checksum,
    p_missing: archive.missingFiles,
  };
  return callFunction(serviceClient(), "finish_privacy_export", args, z.boolean());
}

/** Gives a claimed archive back for another try. */
export async function giveBackExport(claim: ExportClaim, errorCode: string): Promise<void> {
  const args = {
    p_export_id: claim.exportId,
    p_claim: claim.claim,
    p_error_code: errorCode,
    p_is_final: false,
  };
  await callFunction(serviceClient(), "fail_privacy_export", args, z.unknown());
}

/** Archives that nobody seems to be building. */
export function findExportWork(): Promise<string[]> {
  return callFunction(serviceClient(), "find_export_work", {}, z.array(z.uuid()));
}

const linked = z
  .object({ expires_at: instant, file_size: z.int(), downloads_left: z.int() })
  .nullable();
export type LinkedExport = NonNullable<z.infer<typeof linked>>;

/** What stands behind a link; null when it does not open. */
export function readExportLink(linkHash: string): Promise<LinkedExport | null> {
  return callFunction(serviceClient(), "read_export_link", { p_link_hash: linkHash }, linked);
}

const download = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("open"),
    object_path: z.string(),
    file_size: z.int(),
    file_name: z.string(),
  }),
  z.object({ kind: z.enum(["gone", "used_up", "too_fast"]) }),
]);

/** Counts and audits one download, if the link still opens. */
export function beginExportDownload(linkHash: string): Promise<z.infer<typeof download>> {
  return callFunction(
    serviceClient(),
    "begin_export_download",
    { p_link_hash: linkHash },
    download,
  );
}
