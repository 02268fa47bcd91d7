import type { IncomingHttpHeaders, IncomingMessage } from "node:http";
import type { JournalResult, Target } from "./journal";

/** One request as the parts see it: body read and parsed, journal entry already written. */
export type ProviderRequest = {
  method: string;
  /** Path after the part's prefix, always starting with `/`. */
  path: string;
  query: URLSearchParams;
  headers: IncomingHttpHeaders;
  raw: Buffer;
  /** Parsed JSON; undefined when there is no body or it is not JSON. */
  json: unknown;
  /** Fires when the caller goes away or the server closes. */
  signal: AbortSignal;
  /** Adds to this request's journal entry. */
  record(result: JournalResult): void;
};

/** A body that is a stream goes out as it comes, under the reply's own headers; any other as JSON. */
export type Reply = { status: number; headers?: Record<string, string>; body: unknown };

/** The caller gets no answer at all, as with a hung upstream: the connection stays open. */
export const NO_REPLY = Symbol("no reply");

export type Endpoint = (request: ProviderRequest) => Promise<Reply | typeof NO_REPLY>;

/** What a part offers: the endpoint for a request, or null when it has none (answered 501). */
export type Part = {
  name: string;
  find(method: string, path: string): { target: Target; handle: Endpoint } | null;
};

const LARGEST_BODY = 32 * 1024 * 1024;

export class BodyTooLarge extends Error {}

export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of request) {
    const bytes = Buffer.from(piece);
    size += bytes.length;
    if (size > LARGEST_BODY) throw new BodyTooLarge();
    pieces.push(bytes);
  }
  return Buffer.concat(pieces);
}

export function parseJson(raw: Buffer): unknown {
  if (raw.length === 0) return undefined;
  try {
    return JSON.parse(raw.toString("utf8"));
  } catch {
    return undefined;
  }
}
