/**
 * Gives the memory of a piece back at once, when the piece is the only view of it; it is empty afterwards.
 * Thousands of pieces a second would else wait for a garbage collection, for which V8 sees no reason
 * before they are some 64 MB.
 */
export function freePiece(piece: Uint8Array): void {
  const { buffer } = piece;
  const isWhole = piece.byteLength > 0 && piece.byteLength === buffer.byteLength;
  if (isWhole && buffer instanceof ArrayBuffer) buffer.transfer(0);
}
