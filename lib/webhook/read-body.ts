/** Meta sends at most 3 MB a request; nothing larger is read into memory (P4). */
const limitBytes = 3 * 1024 * 1024;

/**
 * The raw bytes of a request, or null when it is larger than 3 MB: refused by its announced length
 * when there is one, else as soon as the limit is passed.
 */
export async function readBody(request: Request): Promise<Uint8Array | null> {
  if (Number(request.headers.get("content-length") ?? 0) > limitBytes) return null;
  if (!request.body) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body) {
    size += chunk.byteLength;
    if (size > limitBytes) return null;
    chunks.push(chunk);
  }
  const [only] = chunks;
  return chunks.length === 1 && only ? only : Buffer.concat(chunks, size);
}
