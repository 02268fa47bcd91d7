import "server-only";
import { subscribe } from "node:diagnostics_channel";
import type { EventEmitter } from "node:events";
import { Server, ServerResponse } from "node:http";
import { z } from "zod";

const requestStart = z.object({
  server: z.instanceof(Server),
  response: z.instanceof(ServerResponse),
});
const sigterm = 15;

/**
 * Lets a process end soon after SIGTERM. Next takes no new connection then and waits for the open ones; load
 * balancers and the job engine keep theirs open and go on using them, so that it would wait for ever. From
 * the signal on every answer is the last on its connection, and a connection without a request is closed.
 * An end in this order has exit code 0, where Next says 143 as if the process had been cut off.
 */
export function endInOrder(host: EventEmitter = process): void {
  let isEnding = false;
  let server: Server | undefined;
  subscribe("http.server.request.start", (message) => {
    if (server !== undefined && !isEnding) return;
    const started = requestStart.parse(message);
    server ??= started.server;
    if (isEnding) started.response.shouldKeepAlive = false;
  });
  host.once("SIGTERM", () => {
    isEnding = true;
    setInterval(() => server?.closeIdleConnections(), 100).unref();
  });
  host.once("exit", (code: number) => {
    if (code === 128 + sigterm) process.exitCode = 0;
  });
}
