import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A TUS endpoint that keeps what it is sent in memory, and can break off in the middle of a part. */
export async function openTusEndpoint() {
  const kept: Buffer[] = [];
  let offset = 0;
  let isDropped = false;
  let breakAt = Number.POSITIVE_INFINITY;
  const requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push(request.method ?? "");
    answer(request, response).catch(() => undefined);
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    response.setHeader("tus-resumable", "1.0.0");
    if (request.method === "DELETE") {
      isDropped = true;
      response.writeHead(204).end();
      return;
    }
    if (request.method === "HEAD") {
      const length = String(request.headers["upload-length"] ?? announced);
      response.writeHead(200, { "upload-offset": String(offset), "upload-length": length });
      response.end();
      return;
    }
    if (request.method === "POST") announced = String(request.headers["upload-length"]);
    for await (const piece of request) {
      kept.push(piece);
      offset += piece.length;
      if (offset < breakAt) continue;
      breakAt = Number.POSITIVE_INFINITY;
      request.socket.destroy();
      return;
    }
    const headers = { "upload-offset": String(offset), location: `${url}/1` };
    response.writeHead(request.method === "POST" ? 201 : 204, headers).end();
  }

  let announced = "";
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    requests,
    kept: () => Buffer.concat(kept),
    isDropped: () => isDropped,
    breakOffAt: (bytes: number) => {
      breakAt = bytes;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      }),
  };
}
