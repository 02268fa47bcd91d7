import { EventEmitter, once } from "node:events";
import { Agent, createServer, get } from "node:http";
import { afterEach, expect, it } from "vitest";
import { endInOrder } from "@/lib/end-in-order";

const opened: { close(): void }[] = [];
afterEach(() => {
  for (const each of opened.splice(0)) each.close();
});

it("closes connections that clients would keep open, after the answer that is under way", async () => {
  const host = new EventEmitter();
  endInOrder(host);
  let answer = () => {};
  const server = createServer((_, response) => {
    answer = () => response.end("done");
    if (!host.listenerCount("hold")) answer();
  });
  // Longer than this test may take: only the closing in order can end it.
  server.keepAliveTimeout = 120_000;
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("No port");
  const agent = new Agent({ keepAlive: true });
  opened.push({ close: () => agent.destroy() });
  const ask = () =>
    new Promise<string>((resolve, reject) => {
      get({ port: address.port, host: "127.0.0.1", agent }, async (response) => {
        resolve((await response.toArray()).join(""));
      }).once("error", reject);
    });
  expect(await ask()).toBe("done");

  host.on("hold", () => {});
  const underWay = ask();
  await once(server, "request");
  const closed = new Promise((resolve) => server.close(resolve));
  host.emit("SIGTERM");
  answer();
  expect(await underWay).toBe("done");
  await closed;
});
