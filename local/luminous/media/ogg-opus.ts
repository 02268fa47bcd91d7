/** A packet of 20 ms at 48 kHz. */
export const samplesPerPacket = 960;
const preSkip = 312;
const packetsPerPage = 50;

/** Opus packets as an Ogg file (RFC 7845), with one comment that says what is heard. */
export function oggOpus(packets: Buffer[], description: string): Buffer {
  const pages = [page([opusHead()], 0, 0, 2), page([opusTags(description)], 0, 1, 0)];
  for (let at = 0; at < packets.length; at += packetsPerPage) {
    const some = packets.slice(at, at + packetsPerPage);
    const isLast = at + packetsPerPage >= packets.length;
    const granule = (at + some.length) * samplesPerPacket;
    pages.push(page(some, granule, pages.length, isLast ? 4 : 0));
  }
  return Buffer.concat(pages);
}

/** The description in an Ogg file's Opus comments; null when there are none. */
export function oggDescription(bytes: Buffer): string | null {
  const start = bytes.indexOf("OpusTags", 0, "latin1");
  if (start === -1) return null;
  let at = start + 8;
  at += 4 + bytes.readUInt32LE(at);
  const count = bytes.readUInt32LE(at);
  at += 4;
  for (let n = 0; n < count; n += 1) {
    const length = bytes.readUInt32LE(at);
    const comment = bytes.subarray(at + 4, at + 4 + length).toString("utf8");
    if (comment.startsWith("DESCRIPTION=")) return comment.slice("DESCRIPTION=".length);
    at += 4 + length;
  }
  return null;
}

function opusHead(): Buffer {
  const head = Buffer.alloc(19);
  head.write("OpusHead", 0, "latin1");
  head.writeUInt8(1, 8);
  head.writeUInt8(1, 9);
  head.writeUInt16LE(preSkip, 10);
  head.writeUInt32LE(48_000, 12);
  return head;
}

function opusTags(description: string): Buffer {
  const sized = (text: string) => {
    const words = Buffer.from(text, "utf8");
    const size = Buffer.alloc(4);
    size.writeUInt32LE(words.length);
    return Buffer.concat([size, words]);
  };
  const one = Buffer.alloc(4);
  one.writeUInt32LE(1);
  return Buffer.concat([
    Buffer.from("OpusTags", "latin1"),
    sized("parcelo"),
    one,
    sized(`DESCRIPTION=${description}`),
  ]);
}

function page(packets: Buffer[], granule: number, sequence: number, flags: number): Buffer {
  const lacing = packets.flatMap((packet) => [
    ...Array<number>(Math.floor(packet.length / 255)).fill(255),
    packet.length % 255,
  ]);
  const head = Buffer.alloc(27);
  head.write("OggS", 0, "latin1");
  head.writeUInt8(flags, 5);
  head.writeBigUInt64LE(BigInt(granule), 6);
  head.writeUInt32LE(1, 14);
  head.writeUInt32LE(sequence, 18);
  head.writeUInt8(lacing.length, 26);
  const whole = Buffer.concat([head, Buffer.from(lacing), ...packets]);
  whole.writeUInt32LE(checksum(whole), 22);
  return whole;
}

/** Ogg's own CRC: polynomial 0x04c11db7, not reflected, starting at zero. */
function checksum(bytes: Buffer): number {
  let crc = 0;
  for (const byte of bytes) {
    crc ^= byte << 24;
    for (let bit = 0; bit < 8; bit += 1)
      crc = crc & 0x80000000 ? (crc << 1) ^ 0x04c11db7 : crc << 1;
  }
  return crc >>> 0;
}
