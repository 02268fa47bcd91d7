import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";

/** Node says so before a byte has left: another server may be asked. */
const isRefused = (error: Error) => "code" in error && error.code === "ECONNREFUSED";

/**
 * The load balancer in front of several servers on the loopback interface: each request goes to the next
 * one, or to the one after it when nobody listens there. A server that dies with a request in its hands
 * costs the caller that request: the connection ends without an answer, as with a real one.
 */
export async function openRoundRobin(port: number, servers: readonly number[]) {
  let next = 0;
  const answered = new Map<number, number>(servers.map((server) => [server, 0]));

  async function forward(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const pieces: Buffer[] = [];
    for await (const piece of incoming) pieces.push(piece);
    const body = Buffer.concat(pieces);
    const first = next++;
    for (let n = 0; n < servers.length; n += 1) {
      const server = servers[(first + n) % servers.length] ?? 0;
      const answer = await ask(server, incoming, body);
      if (answer === null) continue;
      answered.set(server, (answered.get(server) ?? 0) + 1);
      outgoing.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
      answer.on("error", () => outgoing.destroy());
      answer.pipe(outgoing);
      return;
    }
    outgoing.writeHead(503).end();
  }

  const server = createServer((incoming, outgoing) => {
    forward(incoming, outgoing).catch(() => outgoing.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  return {
    /** How many requests each server has answered, in the order in which they were given. */
    answered: () => servers.map((each) => answered.get(each) ?? 0),
    close(): Promise<void> {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

/** The server's answer, or null when nobody listens there. */
function ask(port: number, { method, url, rawHeaders }: IncomingMessage, body: Buffer) {
  return new Promise<IncomingMessage | null>((resolve, reject) => {
    const headers = withoutConnection(rawHeaders);
    const asked = request({ host: "127.0.0.1", port, method, path: url, headers }, resolve);
    asked.on("error", (error) => (isRefused(error) ? resolve(null) : reject(error)));
    asked.end(body);
  });
}

/** The headers as they came; the body's length is that of what is sent on, chunked or not. */
function withoutConnection(raw: readonly string[]): string[] {
  const kept: string[] = [];
  for (let n = 0; n < raw.length; n += 2) {
    const name = raw[n] ?? "";
    if (!/^(connection|keep-alive|transfer-encoding)$/i.test(name))
      kept.push(name, raw[n + 1] ?? "");
  }
  return kept;
}
