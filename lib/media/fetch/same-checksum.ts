/**
 * Whether a SHA-256 as Meta announces it (hex in some accounts, base64 in others) is that of our hex
 * digest. What is neither form matches nothing.
 */
export function isSameChecksum(announced: string, hexDigest: string): boolean {
  if (/^[0-9a-f]{64}$/i.test(announced)) return announced.toLowerCase() === hexDigest;
  if (!/^[\w+/-]{43}=?$/.test(announced)) return false;
  return Buffer.from(announced, "base64").toString("hex") === hexDigest;
}
