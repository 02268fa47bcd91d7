import "server-only";
import { Readable } from "node:stream";
import { env } from "@/lib/env";
import { chunkBytes, type StreamedObject, uploadResumably } from "@/lib/media/resumable-upload";
import { StorageFailure } from "@/lib/media/storage-failure";
import { resumableUploads, serviceClient } from "@/lib/supabase/service";

const mediaBucket = () => env().MEDIA_STORAGE_BUCKET;
const bucketOf = (bucket: string) => serviceClient().storage.from(bucket);

/** What storage-js calls an error, in as much as it is needed here. */
type Refusal = { status?: number; statusCode?: string };

function failure(operation: string, error: unknown): StorageFailure {
  const refusal = (typeof error === "object" && error !== null ? error : {}) as Refusal;
  // Hosted answers 400 and says what it means in the body.
  const status = Number(refusal.statusCode) || refusal.status || 0;
  return new StorageFailure(operation, status, { cause: error });
}

export type FileToStore = Omit<StreamedObject, "bucket"> & { bucket?: string };

/**
 * Streams a file into a private bucket (the media bucket unless named), replacing what is there under
 * its path. Never holds more than one part of 6 MB; above that size the upload is resumable.
 * @throws StorageFailure, what the stream threw, or the signal's reason; nothing is stored then
 */
export async function storeObject({ bucket = mediaBucket(), ...file }: FileToStore): Promise<void> {
  if (file.size > chunkBytes) return uploadResumably({ bucket, ...file }, resumableUploads());
  const unreadable: unknown[] = [];
  async function* watched() {
    try {
      yield* file.bytes;
    } catch (error) {
      unreadable.push(error);
      throw error;
    }
  }
  const stream = Readable.from(watched(), { objectMode: false });
  // What the bytes throw is kept above; an error event that nobody hears would end the process.
  stream.on("error", () => undefined);
  const given = Promise.withResolvers<never>();
  const giveUp = () => given.reject(file.signal.reason);
  file.signal.addEventListener("abort", giveUp, { once: true });
  try {
    file.signal.throwIfAborted();
    const options = { contentType: file.contentType, cacheControl: "3600", upsert: true };
    const { error } = await Promise.race([
      bucketOf(bucket).upload(file.path, stream, { ...options, duplex: "half" }),
      given.promise,
    ]);
    if (unreadable.length > 0) throw unreadable[0];
    if (error) throw failure("upload", error);
  } finally {
    file.signal.removeEventListener("abort", giveUp);
    stream.destroy();
  }
}

/** Removes files by their paths, 1,000 a call; paths that are not there are no error. */
export async function removeObjects(
  paths: readonly string[],
  bucket = mediaBucket(),
): Promise<void> {
  for (let from = 0; from < paths.length; from += 1_000) {
    const { error } = await bucketOf(bucket).remove(paths.slice(from, from + 1_000));
    if (error) throw failure("remove", error);
  }
}

/**
 * An address that opens one file for so many seconds, whoever holds it.
 * `downloadAs` makes a browser save it under that name instead of showing it.
 */
export async function signObject(
  path: string,
  seconds: number,
  options: { downloadAs?: string; bucket?: string } = {},
): Promise<string> {
  const { data, error } = await bucketOf(options.bucket ?? mediaBucket()).createSignedUrl(
    path,
    seconds,
    options.downloadAs === undefined ? {} : { download: options.downloadAs },
  );
  if (error) throw failure("sign", error);
  return data.signedUrl;
}

/** The bytes of a file as they come; cancel the stream to stop early. */
export async function openObject(
  path: string,
  bucket = mediaBucket(),
): Promise<ReadableStream<Uint8Array>> {
  const { data, error } = await bucketOf(bucket).download(path).asStream();
  if (error) throw failure("download", error);
  return data;
}

/** How large a file is, or null when there is none under this path. */
export async function objectSize(path: string, bucket = mediaBucket()): Promise<number | null> {
  const { data, error } = await bucketOf(bucket).info(path);
  if (error) {
    const failed = failure("info", error);
    if (failed.httpStatus === 404) return null;
    throw failed;
  }
  return data.size ?? null;
}

export type ListedObject = { name: string; isFolder: boolean; size: number | null };

/** One page of a folder ("" is the top), by name; folders are entries without a size. */
export async function listObjects(
  folder: string,
  page: { limit: number; offset: number },
  bucket = mediaBucket(),
): Promise<ListedObject[]> {
  const sortBy = { column: "name", order: "asc" };
  const { data, error } = await bucketOf(bucket).list(folder, { ...page, sortBy });
  if (error) throw failure("list", error);
  return data.map(({ name, id, metadata }) => ({
    name,
    isFolder: id === null,
    size: typeof metadata?.size === "number" ? metadata.size : null,
  }));
}
