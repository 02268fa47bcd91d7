import { createHash, randomBytes, randomInt } from "node:crypto";

/** A file that exists only as a rule for its bytes, so that hundreds of megabytes cost no memory. */
export type BigFile = { id: string; mimeType: string; size: number; sha256: string; at: Date };
export type BigFiles = ReturnType<typeof createBigFiles>;

const head = Buffer.from("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "latin1");
const filler = randomBytes(64 * 1024);

/** PDFs of any size for tests of streaming. Known to this process only. */
export function createBigFiles(now: () => Date) {
  const files = new Map<string, BigFile>();

  return {
    make(size: number): BigFile {
      const hash = createHash("sha256");
      for (const piece of bigPieces(size)) hash.update(piece);
      const id = `2${String(randomInt(1e14)).padStart(15, "0")}`;
      const sha256 = hash.digest("base64");
      const file: BigFile = { id, mimeType: "application/pdf", size, sha256, at: now() };
      files.set(id, file);
      return file;
    },
    find: (id: string): BigFile | null => files.get(id) ?? null,
  };
}

/** The bytes of such a file, piece by piece. */
export function* bigPieces(size: number): Generator<Buffer> {
  yield head.subarray(0, size);
  for (let left = size - head.length; left > 0; left -= filler.length) {
    yield filler.subarray(0, left);
  }
}
