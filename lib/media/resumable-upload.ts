import { Readable } from "node:stream";
import { type DetailedError, Upload } from "tus-js-client";
import { ChunkSource } from "@/lib/media/chunk-source";
import { pacePieces } from "@/lib/media/pace-pieces";
import { StorageFailure } from "@/lib/media/storage-failure";

/** Hosted Supabase takes parts of exactly this size (the last may be smaller). */
export const chunkBytes = 6 * 1024 * 1024;

const retryDelaysMs = [500, 1_500, 4_000];

export type ResumableTarget = { endpoint: string; headers: Record<string, string> };
export type StreamedObject = {
  bucket: string;
  path: string;
  bytes: AsyncIterable<Uint8Array>;
  /** Nobody else looks at the pieces: the memory of each is given back once it was copied. */
  ownsPieces?: boolean;
  /** How fast the parts may leave. Without it a part leaves at once. */
  bytesPerSecond?: number;
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
  const source = new ChunkSource(object.bytes, object.size, chunkBytes, object.ownsPieces);
  const unreadable: unknown[] = [];
  const slice = async (start: number, end: number) => {
    const { value, done } = await source.slice(start, end).catch((error: unknown) => {
      unreadable.push(error);
      throw error;
    });
    if (object.bytesPerSecond === undefined) return { value, done };
    return { value: pacedBody(value, object.bytesPerSecond), done };
  };
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
    source.reuseBuffer();
  } catch (error) {
    source.close();
    // The parts so far are worth nothing; should the server not hear of it, they lapse after a day.
    await upload.abort(upload.url !== null).catch(() => undefined);
    throw unreadable.length > 0 ? unreadable[0] : error;
  } finally {
    object.signal.removeEventListener("abort", onAbort);
  }
}

const pieceBytes = 64 * 1024;

/** A part as a body that is read piece by piece; `size` is what tus-js-client reads the length from. */
function pacedBody(part: Buffer, bytesPerSecond: number): Readable & { size: number } {
  async function* pieces() {
    for (let from = 0; from < part.length; from += pieceBytes)
      yield part.subarray(from, from + pieceBytes);
  }
  const body = Readable.from(pacePieces(pieces(), bytesPerSecond), { objectMode: false });
  return Object.assign(body, { size: part.length });
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
