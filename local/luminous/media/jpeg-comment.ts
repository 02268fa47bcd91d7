const comment = 0xfe;

/** A JPEG with a comment segment right after its start: what the picture shows, for whoever cannot look. */
export function withJpegComment(jpeg: Buffer, text: string): Buffer {
  const words = Buffer.from(text, "utf8");
  const head = Buffer.from([0xff, comment, 0, 0]);
  head.writeUInt16BE(words.length + 2, 2);
  return Buffer.concat([jpeg.subarray(0, 2), head, words, jpeg.subarray(2)]);
}

/** The first comment of a JPEG; null when it has none or is no JPEG. */
export function jpegComment(bytes: Buffer): string | null {
  if (bytes.readUInt16BE(0) !== 0xffd8) return null;
  let at = 2;
  while (at + 4 <= bytes.length && bytes[at] === 0xff && bytes[at + 1] !== 0xda) {
    const length = bytes.readUInt16BE(at + 2);
    if (bytes[at + 1] === comment) return bytes.subarray(at + 4, at + 2 + length).toString("utf8");
    at += 2 + length;
  }
  return null;
}
