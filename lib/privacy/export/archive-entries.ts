import "server-only";
import { savedName } from "@/lib/media/console/saved-name";
import { openObject } from "@/lib/media/media-storage";
import { StorageFailure } from "@/lib/media/storage-failure";
import { type Manifest, type MediaRow, readMediaRow } from "@/lib/privacy/export/archive-manifest";
import type { ExportClaim } from "@/lib/privacy/export/export-calls";
import { exportReadme } from "@/lib/privacy/export/export-readme";
import { piecesOf } from "@/lib/privacy/export/pieces-of";
import { keepExport, readPart } from "@/lib/privacy/export/read-part";
import { type ExportPart, exportParts } from "@/lib/privacy/requests/request-words";

type Entry = { name: string; lastModified: Date; input: string | AsyncIterable<Uint8Array> };

/** With the ending of what the file is, so that it opens on any computer. */
const nameOf = ({ id, type }: MediaRow) => `media/${savedName(id, type ?? null)}`;

/** One JSON file of a part, written as its pages come. */
async function* jsonOf(
  claim: ExportClaim,
  part: ExportPart,
  manifest: Manifest,
): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  let lead = "[\n";
  for await (const { row, path } of readPart(claim, part)) {
    const isObject = typeof row === "object" && row !== null && !Array.isArray(row);
    const whole = isObject && path ? { ...row, file: nameOf(readMediaRow(row)) } : row;
    manifest.countRow(part);
    yield encoder.encode(lead + JSON.stringify(whole));
    lead = ",\n";
  }
  yield encoder.encode(lead === "[\n" ? "[]\n" : "\n]\n");
}

/** The bytes of one file, or null when the bucket has it no longer (its retention ended meanwhile). */
async function openFile(path: string): Promise<ReadableStream<Uint8Array> | null> {
  try {
    return await openObject(path);
  } catch (error) {
    if (error instanceof StorageFailure && error.httpStatus === 404) return null;
    throw error;
  }
}

/**
 * What the archive holds, in order: a page of explanation, a JSON file a part, every stored file, and last the
 * manifest, which names what is missing. An entry is asked for only when the one before has been written.
 */
export async function* archiveEntries(
  claim: ExportClaim,
  manifest: Manifest,
  lastModified: Date,
): AsyncGenerator<Entry> {
  yield { name: "README.txt", lastModified, input: exportReadme(claim.reference, lastModified) };
  for (const part of exportParts) {
    yield { name: `${part}.json`, lastModified, input: jsonOf(claim, part, manifest) };
  }
  let done = 0;
  for await (const { row, path } of readPart(claim, "media")) {
    const media = readMediaRow(row);
    const file = path ? await openFile(path) : null;
    if (file) {
      const name = nameOf(media);
      yield { name, lastModified, input: manifest.measured(name, media, piecesOf(file)) };
    } else {
      manifest.miss(media, path ? "gone_from_storage" : media.status);
    }
    done += 1;
    await keepExport(claim, "media", done);
  }
  yield { name: "manifest.json", lastModified, input: manifest.write() };
}
