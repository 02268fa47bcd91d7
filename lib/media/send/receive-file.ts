import "server-only";
import { createHash } from "node:crypto";
import { fileTypeFromBuffer } from "file-type";
import { ApiError } from "@/lib/http/api-error";
import { sniffBytes } from "@/lib/media/fetch/judge-type";
import { peekPieces } from "@/lib/media/fetch/peek-pieces";
import { storeObject } from "@/lib/media/media-storage";
import { staffFileKind, staffFileLimits } from "@/lib/media/send/staff-file";

type Upload = {
  body: ReadableStream<Uint8Array> | null;
  /** As announced; the stream has to keep to it. */
  size: number;
  path: string;
  signal: AbortSignal;
};

/**
 * Streams what a browser uploads into the bucket, after its first bytes have said what it is. The newest
 * piece is held back until the size is found right, so that a broken upload never becomes an object.
 * @throws ApiError `file_type_refused`, `file_too_large`, `file_unreadable`
 */
export async function receiveFile({ body, size, path, signal }: Upload) {
  if (body === null || size === 0) throw new ApiError("file_unreadable");
  const { head, pieces } = await peekPieces(readPieces(body), sniffBytes);
  const mimeType = (await fileTypeFromBuffer(head))?.mime ?? "";
  const kind = staffFileKind(mimeType);
  if (kind === null) {
    await pieces.return(undefined);
    throw new ApiError("file_type_refused");
  }
  if (size > staffFileLimits[kind]) {
    await pieces.return(undefined);
    throw new ApiError("file_too_large", kind);
  }
  const hash = createHash("sha256");
  async function* checked() {
    let passed = 0;
    let held: Uint8Array | null = null;
    for await (const piece of pieces) {
      passed += piece.length;
      if (passed > size) throw new ApiError("file_unreadable");
      hash.update(piece);
      if (held !== null) yield held;
      held = piece;
    }
    if (passed !== size) throw new ApiError("file_unreadable");
    if (held !== null) yield held;
  }
  await storeObject({ path, bytes: checked(), size, contentType: mimeType, signal });
  return { kind, mimeType, checksum: hash.digest("hex") };
}

async function* readPieces(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const piece of body) yield piece;
}
