import "server-only";
import { log } from "@/lib/log";
import { removeObjects } from "@/lib/media/media-storage";
import { buildArchive, exportBucket } from "@/lib/privacy/export/build-archive";
import { claimExport, finishExport, giveBackExport } from "@/lib/privacy/export/export-calls";
import { ExportNotWanted } from "@/lib/privacy/export/read-part";

/** Longest that one archive may take, in milliseconds. */
const mostMs = 30 * 60_000;

/**
 * Builds one archive from the beginning, if it is wanted and nobody else builds it. A run that died is
 * repeated: the file has one place and is replaced.
 */
export async function buildExport(exportId: string): Promise<"ready" | "nothing" | "not_wanted"> {
  const claim = await claimExport(exportId);
  if (!claim) return "nothing";
  try {
    const archive = await buildArchive(claim, AbortSignal.timeout(mostMs));
    if (await finishExport(claim, archive)) {
      log.info("Export ready", { export_id: exportId, size_bytes: archive.size });
      return "ready";
    }
    // Revoked while the last bytes left: what arrived after that goes again.
    await removeObjects([claim.object_path], exportBucket);
    return "not_wanted";
  } catch (error) {
    if (error instanceof ExportNotWanted) return "not_wanted";
    log.error("Export failed", { export_id: exportId, error });
    await giveBackExport(claim, error instanceof Error ? error.name : "unknown");
    throw error;
  }
}
