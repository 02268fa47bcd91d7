import http from "node:http";
import type { AddressInfo } from "node:net";
import { type ClientOptions, Inngest, type InngestFunction } from "inngest";
import { serve } from "inngest/node";

const silent = { info() {}, warn() {}, error() {}, debug() {} };

export interface TestApp {
  client: Inngest;
  url: string;
  port: number;
  /** `stepId` of every call so far; `step` is the function itself. */
  calls: string[];
  send(name: string, data?: Record<string, unknown>, extra?: object): Promise<string>;
  close(): Promise<void>;
}

export interface TestAppOptions {
  id?: string;
  port?: number;
  client?: Partial<ClientOptions>;
  serve?: Partial<Parameters<typeof serve>[0]>;
  functions: (client: Inngest) => InngestFunction.Like[];
}

/** A real app: the SDK's `serve` on node:http, talking to the engine at `engineUrl`. */
export async function startApp(engineUrl: string, options: TestAppOptions): Promise<TestApp> {
  const client = new Inngest({
    id: options.id ?? "app",
    isDev: true,
    baseUrl: engineUrl,
    logger: silent,
    ...options.client,
  });
  const handler = serve({
    client,
    functions: options.functions(client),
    servePath: "/api/inngest",
    ...options.serve,
  });
  const calls: string[] = [];
  const server = http.createServer((request, response) => {
    const { searchParams } = new URL(request.url ?? "/", "http://app");
    if (request.method === "POST") calls.push(searchParams.get("stepId") ?? "");
    void handler(request, response);
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port ?? 0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    client,
    port,
    url: `http://127.0.0.1:${port}/api/inngest`,
    calls,
    async send(name, data = {}, extra = {}) {
      const { ids } = await client.send({ name, data, ...extra });
      return ids[0] ?? "";
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
