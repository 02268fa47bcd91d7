import { createHash, randomUUID } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, readdir, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { type Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { StorageError } from "./storage-error";

const UNFINISHED = ".unfinished";

export type StoredFile = { version: string; size: number; etag: string };

/** Files lie under their version, a random uuid: no name of a caller's choosing becomes a path. */
function fileOf(storageDir: string, version: string): string {
  return path.join(storageDir, version.slice(0, 2), version);
}

/** Streams a body to disk; past `limit` bytes nothing is kept and 413 is thrown. */
export async function storeFile(
  storageDir: string,
  body: Readable,
  limit: number,
): Promise<StoredFile> {
  const version = randomUUID();
  const file = fileOf(storageDir, version);
  await mkdir(path.dirname(file), { recursive: true });
  const hash = createHash("md5");
  let size = 0;
  const meter = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.length;
      if (size > limit) done(tooLarge());
      else {
        hash.update(chunk);
        done(null, chunk);
      }
    },
  });
  // Not part of the pipeline: that would destroy the request, and with it the way to answer 413.
  body.pipe(meter);
  body.once("error", (error) => meter.destroy(error));
  body.once("close", () => {
    if (!body.readableEnded) meter.destroy(new Error("The client left before the file was whole."));
  });
  try {
    await pipeline(meter, createWriteStream(file + UNFINISHED));
    await rename(file + UNFINISHED, file);
  } catch (error) {
    body.unpipe(meter);
    body.resume();
    await rm(file + UNFINISHED, { force: true });
    throw error;
  }
  return { version, size, etag: `"${hash.digest("hex")}"` };
}

/** Where a file that arrives in parts grows until it is whole. */
export async function beginFile(storageDir: string, version: string): Promise<string> {
  const file = fileOf(storageDir, version);
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file + UNFINISHED, "");
  return file + UNFINISHED;
}

/** Makes a file that arrived in parts one like any other. */
export async function finishFile(storageDir: string, version: string): Promise<void> {
  const file = fileOf(storageDir, version);
  await rename(file + UNFINISHED, file);
}

export async function dropUnfinished(storageDir: string, version: string): Promise<void> {
  await rm(fileOf(storageDir, version) + UNFINISHED, { force: true });
}

/** A stored file, or the inclusive byte range of it. */
export function readFileStream(
  storageDir: string,
  version: string,
  range: { start: number; end: number } | null,
): Readable {
  return createReadStream(fileOf(storageDir, version), range ?? {});
}

export async function removeFile(storageDir: string, version: string): Promise<void> {
  await rm(fileOf(storageDir, version), { force: true });
}

/** Removes files that no row names: a kill between writing a file and its row leaves one behind. */
export async function removeOrphanFiles(storageDir: string, known: Set<string>): Promise<number> {
  const entries = await readdir(storageDir, { recursive: true, withFileTypes: true });
  const orphans = entries.filter((entry) => entry.isFile() && !known.has(entry.name));
  for (const orphan of orphans)
    await rm(path.join(orphan.parentPath, orphan.name), { force: true });
  return orphans.length;
}

export function tooLarge(): StorageError {
  return new StorageError(
    413,
    "EntityTooLarge",
    "Payload too large",
    "The object exceeded the maximum allowed size",
  );
}
