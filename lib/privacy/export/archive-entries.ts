import "server-only";
import { extname } from "node:path";
import { openObject } from "@/lib/media/media-storage";
import { StorageFailure } from "@/lib/media/storage-failure";
import type { ExportClaim, ExportRows } from "@/lib/privacy/export/export-calls";
import { exportReadme } from "@/lib/privacy/export/export-readme";
import { keepExport, readPart } from "@/lib/privacy/export/read-part";
import { type ExportPart, exportParts } from "@/lib/privacy/requests/request-words";

type Entry =
  | { name: string; lastModified: Date; input: string }
  | {
      name: string;
      lastModified: Date;
      input: AsyncIterable<Uint8Array> | ReadableStream<Uint8Array>;
    };
export type Missing = { count: number };

const nameOf = (id: string, path: string) => `media/${id}${extname(path)}`;

/** One JSON file of a part, written as its pages come. */
async function* jsonOf(claim: ExportClaim, part: ExportPart): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  let lead = "[\n";
  for await (const { row, path } of readPart(claim, part)) {
    const isObject = typeof row === "object" && row !== null && !Array.isArray(row);
    const whole = isObject && path ? { ...row, file: nameOf(String(row.id), path) } : row;
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
 * What the archive holds, in order: a page of explanation, a JSON file a part, then every stored file.
 * An entry is asked for only when the one before has been written.
 */
export async function* archiveEntries(claim: ExportClaim, missing: Missing): AsyncGenerator<Entry> {
  const lastModified = new Date();
  yield { name: "README.txt", lastModified, input: exportReadme(claim.reference, lastModified) };
  for (const part of exportParts) {
    yield { name: `${part}.json`, lastModified, input: jsonOf(claim, part) };
  }
  let done = 0;
  for await (const { row, path } of readPart(claim, "media")) {
    const file = path ? await openFile(path) : null;
    if (file && path) yield { name: nameOf(idOf(row), path), lastModified, input: file };
    else if (path) missing.count += 1;
    done += 1;
    await keepExport(claim, "media", done);
  }
}

function idOf(row: ExportRows[number]["row"]): string {
  return typeof row === "object" && row !== null && !Array.isArray(row) ? String(row.id) : "";
}
