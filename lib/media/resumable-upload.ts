import { type DetailedError, Upload } from "tus-js-client";
import { ChunkSource } from "@/lib/media/chunk-source";
import { StorageFailure } from "@/lib/media/storage-failure";

/** Hosted Supabase takes parts of exactly this size (the last may be smaller). */
export const chunkBytes = 6 * 1024 * 1024;

const retryDelaysMs = [500, 1_500, 4_000];

export type ResumableTarget = { endpoint: string; headers: Record<string, string> };
export type StreamedObject = {
  bucket: string;
  path: string;
  bytes: AsyncIterable<Uint8Array>;
  size: number;
  contentType: string;
  signal: AbortSignal;
};

/**
 * Uploads a stream in parts (TUS): a part that fails is repeated, the rest is not. One part is in memory.
 * When the stream itself fails, or the signal fires, nothing appears in the bucket.
 * @throws StorageFailure, what the stream threw, or the signal's reason
 */
export async function uploadResumably(
  object: StreamedObject,
  target: ResumableTarget,
): Promise<void> {
  const source = new ChunkSource(object.bytes, object.size, chunkBytes);
  const unreadable: unknown[] = [];
  const slice = (start: number, end: number) =>
    source.slice(start, end).catch((error: unknown) => {
      unreadable.push(error);
      throw error;
    });
  const done = Promise.withResolvers<void>();
  // The library wants a file to begin with; ours comes from the reader below.
  const upload = new Upload(Buffer.alloc(0), {
    ...target,
    headers: { ...target.headers, "x-upsert": "true" },
    fileReader: {
      openFile: async () => ({ size: object.size, slice, close: () => source.close() }),
    },
    uploadSize: object.size,
    chunkSize: chunkBytes,
    uploadDataDuringCreation: true,
    storeFingerprintForResuming: false,
    retryDelays: retryDelaysMs,
    onShouldRetry: (error) => unreadable.length === 0 && isPassing(statusOf(error)),
    metadata: {
      bucketName: object.bucket,
      objectName: object.path,
      contentType: object.contentType,
      cacheControl: "3600",
    },
    onSuccess: () => done.resolve(),
    onError: (error) => done.reject(failureOf(error)),
  });
  const onAbort = () => done.reject(object.signal.reason);
  object.signal.addEventListener("abort", onAbort, { once: true });
  try {
    object.signal.throwIfAborted();
    upload.start();
    await done.promise;
  } catch (error) {
    source.close();
    // The parts so far are worth nothing; should the server not hear of it, they lapse after a day.
    await upload.abort(upload.url !== null).catch(() => undefined);
    throw unreadable.length > 0 ? unreadable[0] : error;
  } finally {
    object.signal.removeEventListener("abort", onAbort);
  }
}

function statusOf(error: Error | DetailedError): number {
  return "originalResponse" in error ? (error.originalResponse?.getStatus() ?? 0) : 0;
}

/** No answer, locked, a fault of the server's: the same part may go through in a moment. */
function isPassing(status: number): boolean {
  return status === 0 || status === 409 || status === 423 || status === 429 || status >= 500;
}

const failureOf = (error: Error | DetailedError) =>
  new StorageFailure("resumable_upload", statusOf(error));
