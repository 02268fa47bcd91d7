/**
 * Reads the first bytes of a stream and gives the whole stream back: what was read, then the rest.
 * Whoever does not read on has to end the stream by its `return`.
 */
export async function peekPieces(
  pieces: AsyncGenerator<Uint8Array>,
  wanted: number,
): Promise<{ head: Uint8Array; pieces: AsyncGenerator<Uint8Array> }> {
  const read: Uint8Array[] = [];
  let size = 0;
  while (size < wanted) {
    const next = await pieces.next();
    if (next.done) break;
    read.push(next.value);
    size += next.value.length;
  }
  const start = Buffer.concat(read);
  async function* whole() {
    if (start.length > 0) yield start;
    yield* pieces;
  }
  return { head: start.subarray(0, wanted), pieces: whole() };
}
