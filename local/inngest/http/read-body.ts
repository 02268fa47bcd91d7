import type { IncomingMessage } from "node:http";
import { HttpProblem } from "./http-problem";

const MAX_BODY_BYTES = 32 * 1024 * 1024;

/** The request's JSON; undefined for an empty body. Throws 413 or 400. */
export async function readBody(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BODY_BYTES) throw new HttpProblem(413, "the request body is too large");
    chunks.push(chunk);
  }
  const text = Buffer.concat(chunks).toString("utf8");
  if (text === "") return undefined;
  try {
    return JSON.parse(text);
  } catch {
    throw new HttpProblem(400, "the request body is not JSON");
  }
}
