import { randomBytes } from "node:crypto";

const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const ENTROPY_BYTES = 10;

/** A ULID: 48 bits of milliseconds and 80 bits of entropy, sortable by time. */
export function ulid(ms: number, entropy: Uint8Array = randomBytes(ENTROPY_BYTES)): string {
  let time = "";
  for (let rest = Math.floor(ms), i = 0; i < 10; i++, rest = Math.floor(rest / 32)) {
    time = ALPHABET.charAt(rest % 32) + time;
  }
  let text = time;
  let buffer = 0;
  let bits = 0;
  for (const byte of entropy) {
    buffer = (buffer << 8) | byte;
    bits += 8;
    for (; bits >= 5; bits -= 5) text += ALPHABET.charAt((buffer >> (bits - 5)) & 31);
    buffer &= (1 << bits) - 1;
  }
  return text;
}

/**
 * The SDK sends `x-inngest-event-id-seed: <ms>,<base64 of 10 bytes>` with every POST and repeats it
 * when it retries, so the n-th event of a re-sent request gets the same ULID again.
 */
export function seededUlid(seed: string | undefined, index: number): string | undefined {
  const [ms, base64] = (seed ?? "").split(",");
  const entropy = Buffer.from(base64 ?? "", "base64");
  if (!(Number(ms) > 0) || entropy.length !== ENTROPY_BYTES) return undefined;
  entropy.writeUInt32BE((entropy.readUInt32BE(6) + index) >>> 0, 6);
  return ulid(Number(ms), entropy);
}
