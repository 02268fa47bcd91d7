import type { IncomingMessage, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { z } from "zod";
import type { Journal } from "./journal";
import type { LocalRoute } from "./local-route";
import {
  BodyTooLarge,
  NO_REPLY,
  type Part,
  type ProviderRequest,
  parseJson,
  type Reply,
  readBody,
} from "./provider-request";

/** Pages of this machine may call `/_local`; any other site's script may not. */
const LOOPBACK_ORIGIN = /^https?:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;

/**
 * One request from bytes to bytes: finds the part by its prefix, journals, answers. What no part
 * offers is 501 with the missing thing's name, never a guess.
 */
export function createDispatcher(options: {
  parts: { prefix: string; part: Part }[];
  localRoutes: LocalRoute[];
  journal: Journal;
  closing: AbortSignal;
  log: (line: string) => void;
}) {
  const { parts, localRoutes, journal, closing, log } = options;

  return async function dispatch(request: IncomingMessage, response: ServerResponse) {
    const url = new URL(request.url ?? "/", "http://stand-in");
    try {
      const raw = await readBody(request);
      const reply = url.pathname.startsWith("/_local/")
        ? await handleLocal(request, url, raw)
        : await handleProvider(request, url, raw);
      if (reply === NO_REPLY) return;
      write(response, reply);
    } catch (error) {
      if (closing.aborted) return void response.destroy();
      if (error instanceof BodyTooLarge) {
        return write(response, {
          status: 413,
          body: { error: "Request bodies take up to 32 MB." },
        });
      }
      const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
      log(`${request.method} ${url.pathname} failed: ${reason}`);
      write(response, { status: 500, body: { error: "The stand-in failed; its log says why." } });
    }
  };

  async function handleProvider(request: IncomingMessage, url: URL, raw: Buffer) {
    const method = request.method ?? "GET";
    const found = parts.find(({ prefix }) => url.pathname.startsWith(`${prefix}/`));
    const path = url.pathname.slice(found?.prefix.length ?? 0);
    const endpoint = found?.part.find(method, path) ?? null;
    const json = parseJson(raw);
    const started = performance.now();
    const target = endpoint?.target ?? "other";
    const seq = journal.begin({ target, method, path: url.pathname, body: json });
    let recorded = false;
    const providerRequest: ProviderRequest = {
      method,
      path,
      query: url.searchParams,
      headers: request.headers,
      raw,
      json,
      signal: closing,
      record(result) {
        recorded ||= result.outcome !== undefined;
        journal.record(seq, result);
      },
    };
    const reply =
      endpoint === null
        ? missing(`${method} ${url.pathname}`)
        : await endpoint.handle(providerRequest).catch((error: unknown) => {
            if (!closing.aborted) journal.record(seq, { outcome: "failed" });
            throw error;
          });
    const duration_ms = Math.round(performance.now() - started);
    if (reply === NO_REPLY) journal.record(seq, { duration_ms });
    else {
      const outcome = reply.status < 400 ? "answered" : "refused";
      const { status } = reply;
      journal.record(seq, { status, duration_ms, ...(recorded ? {} : { outcome }) });
    }
    return reply;
  }

  async function handleLocal(request: IncomingMessage, url: URL, raw: Buffer): Promise<Reply> {
    const { origin } = request.headers;
    if (origin !== undefined && !LOOPBACK_ORIGIN.test(origin)) {
      return { status: 403, body: { error: "Only pages of this machine may call this." } };
    }
    const headers: Record<string, string> =
      origin === undefined ? {} : { "access-control-allow-origin": origin, vary: "origin" };
    if (request.method === "OPTIONS") {
      const methods = "GET, POST, DELETE";
      const allow = { "access-control-allow-methods": methods };
      const types = { "access-control-allow-headers": "content-type" };
      return { status: 204, headers: { ...headers, ...allow, ...types }, body: null };
    }
    const path = url.pathname.slice("/_local".length);
    const route = localRoutes.find((r) => r.method === request.method && r.path.test(path));
    if (route === undefined) return missing(`${request.method} ${url.pathname}`);
    const params = (route.path.exec(path) ?? []).slice(1).map(decodeURIComponent);
    const json = parseJson(raw);
    const input = { params, query: url.searchParams, headers: request.headers, raw, json };
    const reply = await route.handle(input).catch((error: unknown): Reply => {
      if (!(error instanceof z.ZodError)) throw error;
      return { status: 400, body: { error: z.prettifyError(error) } };
    });
    return { ...reply, headers: { ...headers, ...reply.headers } };
  }
}

function missing(what: string): Reply {
  return { status: 501, body: { error: { message: `The stand-in has no ${what}.` } } };
}

function write(response: ServerResponse, reply: Reply): void {
  if (response.destroyed || response.headersSent) return;
  if (reply.body instanceof Readable) {
    response.writeHead(reply.status, reply.headers);
    // Whoever breaks off, this stream or its reader, the other side sees a broken connection.
    pipeline(reply.body, response).catch(() => response.destroy());
    return;
  }
  const text = reply.status === 204 ? "" : JSON.stringify(reply.body);
  response.writeHead(reply.status, {
    "content-type": "application/json",
    "content-length": Buffer.byteLength(text),
    ...reply.headers,
  });
  response.end(text);
}
