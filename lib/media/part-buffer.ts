let spare: Buffer | null = null;

/**
 * Memory for the parts of one upload. One buffer is kept from upload to upload: V8 counts such memory
 * late, and a dead buffer for each file would stand beside the live one until then.
 */
export function takePartBuffer(bytes: number): Buffer {
  if (spare === null || spare.length < bytes) return Buffer.allocUnsafeSlow(bytes);
  const taken = spare;
  spare = null;
  return taken;
}

/** For the next upload. Only once nothing can still be sending from it: not after a failure. */
export function keepPartBuffer(buffer: Buffer): void {
  if (spare === null || spare.length < buffer.length) spare = buffer;
}
