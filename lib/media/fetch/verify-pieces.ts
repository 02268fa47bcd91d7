import { createHash } from "node:crypto";
import { FetchFailure } from "@/lib/media/fetch/fetch-failure";
import { isSameChecksum } from "@/lib/media/fetch/same-checksum";

export type Announced = { size: number; maxBytes: number; checksums: readonly string[] };

/**
 * Passes a file on while counting and hashing it. The newest piece is held back until the whole is found
 * right, so that an upload of anything else stays unfinished and never becomes an object.
 * `onVerified` hears the checksum (hex) before the last piece leaves.
 * @throws FetchFailure when size or checksum are not the announced ones
 */
export async function* verifyPieces(
  pieces: AsyncIterable<Uint8Array>,
  announced: Announced,
  onVerified: (checksum: string) => void,
): AsyncGenerator<Uint8Array> {
  const hash = createHash("sha256");
  let size = 0;
  let held: Uint8Array | null = null;
  for await (const piece of pieces) {
    if (piece.length === 0) continue;
    size += piece.length;
    if (size > announced.maxBytes) throw new FetchFailure("too_large");
    if (size > announced.size) throw new FetchFailure("size_mismatch");
    hash.update(piece);
    if (held !== null) yield held;
    held = piece;
  }
  if (size < announced.size) throw new FetchFailure("download_broken");
  const checksum = hash.digest("hex");
  if (!announced.checksums.every((known) => isSameChecksum(known, checksum)))
    throw new FetchFailure("checksum_mismatch");
  onVerified(checksum);
  if (held !== null) yield held;
}
