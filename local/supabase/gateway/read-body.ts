import type { IncomingMessage } from "node:http";
import { RequestError } from "./request-error";

const LIMIT_BYTES = 32 * 1024 * 1024;

/** The whole body as text, up to 32 MiB. */
export async function readBody(message: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of message) {
    size += chunk.length;
    if (size > LIMIT_BYTES) {
      throw new RequestError(413, "PGRST000", "The request body is larger than 32 MiB");
    }
    chunks.push(chunk);
  }
  return chunks.length === 1 ? String(chunks[0]) : Buffer.concat(chunks).toString("utf8");
}
