import http from "node:http";
import https from "node:https";

export interface HttpAnswer {
  status: number;
  headers: Record<string, string | undefined>;
  body: string;
}

export interface HttpRequest {
  url: string;
  method: string;
  headers: Record<string, string>;
  body: string;
  /** Longest silence on the connection. */
  timeoutMs: number;
  signal?: AbortSignal;
}

/** The app did not answer within the time allowed, though it was reached. */
export class RequestTimeout extends Error {
  override name = "RequestTimeout";
}

const agents = {
  "http:": new http.Agent({ keepAlive: true, maxSockets: 1024 }),
  "https:": new https.Agent({ keepAlive: true, maxSockets: 1024 }),
};

/**
 * One HTTP request with keep-alive. node:http and not fetch, which gives up after 300 s without
 * response headers, less than an agent's turn may take. Rejects on network errors and time-outs.
 */
export function sendRequest(request: HttpRequest): Promise<HttpAnswer> {
  return new Promise((resolve, reject) => {
    const url = new URL(request.url);
    const secure = url.protocol === "https:";
    const outgoing = (secure ? https : http).request(
      url,
      {
        method: request.method,
        agent: secure ? agents["https:"] : agents["http:"],
        timeout: request.timeoutMs,
        signal: request.signal,
        headers: {
          "content-type": "application/json",
          "content-length": Buffer.byteLength(request.body),
          ...request.headers,
        },
      },
      (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
        incoming.on("error", reject);
        incoming.on("end", () => {
          const headers = Object.fromEntries(
            Object.entries(incoming.headers).map(([k, v]) => [k, Array.isArray(v) ? v[0] : v]),
          );
          const body = Buffer.concat(chunks).toString("utf8");
          resolve({ status: incoming.statusCode ?? 0, headers, body });
        });
      },
    );
    outgoing.on("error", reject);
    outgoing.on("timeout", () =>
      outgoing.destroy(new RequestTimeout(`no answer within ${request.timeoutMs} ms`)),
    );
    outgoing.end(request.body);
  });
}
