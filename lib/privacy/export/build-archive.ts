import "server-only";
import { createHash } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { makeZip } from "client-zip";
import { storeObject } from "@/lib/media/media-storage";
import { archiveEntries } from "@/lib/privacy/export/archive-entries";
import { createManifest } from "@/lib/privacy/export/archive-manifest";
import type { ExportClaim } from "@/lib/privacy/export/export-calls";
import { piecesOf } from "@/lib/privacy/export/pieces-of";

export const exportBucket = "privacy-exports";

/**
 * Writes the archive to a file of its own, since an upload must know its size, and streams it into the
 * bucket. In memory are one page of rows and one part of the upload, whatever the archive holds.
 */
export async function buildArchive(claim: ExportClaim, signal: AbortSignal) {
  const folder = await mkdtemp(join(tmpdir(), "parcelo-export-"));
  const file = join(folder, "archive.zip");
  try {
    const madeAt = new Date();
    const manifest = createManifest(claim.reference, madeAt);
    const hash = createHash("sha256");
    const hashing = new Transform({
      transform(chunk: Uint8Array, _encoding, done) {
        hash.update(chunk);
        done(null, chunk);
      },
    });
    const zip = makeZip(archiveEntries(claim, manifest, madeAt));
    await pipeline(piecesOf(zip), hashing, createWriteStream(file, { mode: 0o600 }), { signal });
    const { size } = await stat(file);
    await storeObject({
      bucket: exportBucket,
      path: claim.object_path,
      bytes: createReadStream(file),
      size,
      contentType: "application/zip",
      signal,
    });
    return { size, checksum: hash.digest("hex"), missingFiles: manifest.goneFiles() };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
