import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";

export type Intercepted = { path: string; body: string; answer: string };

/**
 * Stands in front of a server on the loopback interface and lets everything through, but an answer that
 * `mayPass` holds back never arrives: what was asked is done, and whoever asked does not hear of it.
 */
export async function openInterceptor(target: string, mayPass: (call: Intercepted) => boolean) {
  async function forward(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const body = await bytesOf(incoming);
    const path = incoming.url ?? "/";
    const { method, headers } = incoming;
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
      const asked = request(new URL(path, target), { method, headers }, resolve);
      asked.on("error", reject);
      asked.end(body);
    });
    const said = await bytesOf(answer);
    if (mayPass({ path, body: body.toString("utf8"), answer: said.toString("utf8") })) {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers).end(said);
    } else outgoing.destroy();
  }
  const server = createServer((incoming, outgoing) => {
    forward(incoming, outgoing).catch(() => outgoing.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("No port was given");
  return {
    url: `http://127.0.0.1:${address.port}`,
    close(): Promise<void> {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

async function bytesOf(message: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of message) pieces.push(piece);
  return Buffer.concat(pieces);
}
