import http from "node:http";
import type { Engine } from "../engine/engine";
import { hashSigningKey, sameSecret } from "../protocol/signature";
import { eventRoutes } from "./event-routes";
import { HttpProblem } from "./http-problem";
import { inspectionRoutes } from "./inspection-routes";
import { localRoutes } from "./local-routes";
import { readBody } from "./read-body";
import type { Answer, Route } from "./route";
import { sdkRoutes } from "./sdk-routes";

const KEEP_ALIVE_MS = 60_000;

/** The engine's HTTP server, not yet listening. */
export function createServer(engine: Engine, eventKey: string | undefined): http.Server {
  const routes = [...eventRoutes(eventKey), ...sdkRoutes, ...inspectionRoutes, ...localRoutes];
  const bearer = engine.options.signingKey && `Bearer ${hashSigningKey(engine.options.signingKey)}`;

  function authorize(route: Route, request: http.IncomingMessage): void {
    if (route.access === "open" || !bearer) return;
    if (!sameSecret(request.headers.authorization ?? "", bearer)) {
      throw new HttpProblem(401, "wrong or missing signing key");
    }
  }

  async function answer(request: http.IncomingMessage): Promise<Answer> {
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://engine");
    const route = routes.find((r) => r.method === request.method && r.path.test(pathname));
    if (!route) {
      throw new HttpProblem(501, `${request.method} ${pathname} is not part of the local engine`);
    }
    authorize(route, request);
    const parameters = (route.path.exec(pathname) ?? []).slice(1).map(decodeURIComponent);
    const body = await readBody(request);
    return route.answer({
      engine,
      parameters,
      query: searchParams,
      headers: request.headers,
      body,
    });
  }

  async function handle(request: http.IncomingMessage, response: http.ServerResponse) {
    let result: Answer;
    try {
      result = await answer(request);
    } catch (error) {
      const status = error instanceof HttpProblem ? error.status : 500;
      const message = error instanceof Error ? error.message : String(error);
      if (status >= 500) engine.options.log(`${request.method} ${request.url}: ${message}`);
      result = { status, body: { error: message, status } };
    }
    const kind = engine.options.signingKey ? "cloud" : "dev";
    response.writeHead(result.status, {
      "content-type": result.html === undefined ? "application/json" : "text/html; charset=utf-8",
      "x-inngest-server-kind": kind,
    });
    response.end(result.html ?? JSON.stringify(result.body));
  }

  const server = http.createServer((request, response) => void handle(request, response));
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  return server;
}
