import { freePiece } from "@/lib/media/free-piece";
import { keepPartBuffer, takePartBuffer } from "@/lib/media/part-buffer";

/**
 * Cuts a stream into the slices that an upload asks for, in one buffer that is used again for each: a
 * file of any size costs the memory of one slice. A slice can be asked for again until the next one is,
 * which is what a repeated request needs; going back further is impossible. `ownsPieces` says that nobody
 * else looks at the stream's pieces, so that each is freed once it was copied.
 */
export class ChunkSource {
  readonly size: number;
  private readonly bytes: AsyncIterator<Uint8Array>;
  private readonly buffer: Buffer;
  private readonly ownsPieces: boolean;
  private piece: Uint8Array = new Uint8Array();
  private rest: Uint8Array = new Uint8Array();
  private from = 0;
  private filled = 0;

  constructor(
    bytes: AsyncIterable<Uint8Array>,
    size: number,
    chunkSize: number,
    ownsPieces = false,
  ) {
    this.size = size;
    this.bytes = bytes[Symbol.asyncIterator]();
    this.buffer = takePartBuffer(Math.min(chunkSize, size));
    this.ownsPieces = ownsPieces;
  }

  /** The bytes from `start`, at most to `end`; `size` is what tus-js-client reads the length from. */
  async slice(start: number, end: number) {
    const held = this.from + this.filled;
    if (start < this.from || start > held) throw new RangeError("These bytes are gone.");
    if (start === held) {
      this.from = start;
      this.filled = 0;
      await this.fill(Math.min(end, this.size) - start);
    }
    const upTo = Math.min(this.filled, end - this.from);
    const value = this.buffer.subarray(start - this.from, upTo);
    return {
      value: Object.assign(value, { size: value.length }),
      done: this.from + upTo >= this.size,
    };
  }

  /** After an upload that succeeded: no request reads from the buffer any more. */
  reuseBuffer(): void {
    keepPartBuffer(this.buffer);
  }

  /** Gives the stream up. How it ends then is nobody's concern, and must not end the process. */
  close(): void {
    this.bytes.return?.()?.catch(() => undefined);
  }

  private async fill(wanted: number): Promise<void> {
    while (this.filled < wanted) {
      if (this.rest.length === 0) {
        const next = await this.bytes.next();
        if (next.done) return;
        if (this.ownsPieces) freePiece(this.piece);
        this.piece = next.value;
        this.rest = next.value;
      }
      const piece = this.rest.subarray(0, wanted - this.filled);
      this.buffer.set(piece, this.filled);
      this.filled += piece.length;
      this.rest = this.rest.subarray(piece.length);
    }
  }
}
