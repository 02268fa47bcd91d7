/** One MP4 box: its size, its type, its content. */
function box(type: string, content: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(content.length + 8);
  head.write(type, 4, "latin1");
  return Buffer.concat([head, content]);
}

/** An MP4 by its first bytes, without a frame in it: nobody here watches videos. */
export function tinyVideo(): Buffer {
  const brands = Buffer.from("isom\0\0\x02\0isomiso2avc1mp41", "latin1");
  return Buffer.concat([
    box("ftyp", brands),
    box("free", Buffer.alloc(8)),
    box("mdat", Buffer.alloc(2_048)),
  ]);
}
