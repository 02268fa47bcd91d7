import http from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, it, onTestFinished } from "vitest";
import { startInngest } from "../start-inngest";
import { startApp } from "./start-app";
import { inspect, pause, startPair, until } from "./start-pair";

describe("an app that is away", () => {
  it("burns no attempt during a restart, however short retryMs is, and then goes on", async () => {
    const attempts: number[] = [];
    const functions: Parameters<typeof startPair>[0] = (c) => [
      c.createFunction(
        { id: "f", retries: 1, triggers: [{ event: "t/f" }] },
        async ({ attempt }) => {
          attempts.push(attempt);
          return "done";
        },
      ),
    ];
    const { inngest, app, ended } = await startPair(functions, { retryMs: 1 });
    await app.close();
    const post = await fetch(`${inngest.url}/e/k`, {
      method: "POST",
      body: JSON.stringify(Array(50).fill({ name: "t/f" })),
    });
    const { ids } = (await post.json()) as { ids: string[] };
    await until("the outage", () => inngest.engine.away.holding === 50);
    await pause(1_500);
    expect(inngest.engine.away.holding).toBe(50);
    const back = await startApp(inngest.url, { port: app.port, functions });
    onTestFinished(() => back.close());
    for (const id of ids) expect((await ended(id)).status).toBe("Completed");
    expect(new Set(attempts)).toEqual(new Set([0]));
  });

  it("counts attempts at the pace of the real server and fails the run at the last", async () => {
    const { inngest, app, runsOf } = await startPair(
      (c) => [
        c.createFunction({ id: "f", retries: 1, triggers: [{ event: "t/f" }] }, async () => 1),
      ],
      { retryMs: 1 },
    );
    await app.close();
    const post = await fetch(`${inngest.url}/e/k`, { method: "POST", body: '{"name":"t/f"}' });
    const { ids } = (await post.json()) as { ids: string[] };
    await until("the outage", () => inngest.engine.away.holding === 1);
    await inngest.advance(16_000);
    await pause(500);
    expect((await runsOf(ids[0] ?? ""))[0]?.status).not.toBe("Failed");
    await inngest.advance(30_000);
    const failed = await until("failure", async () => {
      const run = (await runsOf(ids[0] ?? ""))[0];
      return run?.status === "Failed" ? run : undefined;
    });
    expect(failed.output).toMatchObject({ message: "Unable to reach SDK URL" });
    expect(inngest.engine.away.holding).toBe(0);
  });

  it("takes 503 of a proxy for absence, but an app's own 500 for a failed attempt", async () => {
    let status = 503;
    const { inngest, app } = await startPair((c) => [
      c.createFunction({ id: "f", retries: 1, triggers: [{ event: "t/f" }] }, async () => "done"),
    ]);
    const proxy = http.createServer((_request, response) => response.writeHead(status).end("no"));
    await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => void proxy.close());
    const { port } = proxy.address() as AddressInfo;
    const functions = [...inngest.engine.registry.functions.values()].map((f) => ({
      ...f,
      concurrency: undefined,
      steps: {
        step: { ...f.steps.step, runtime: { type: "http", url: `http://127.0.0.1:${port}/x` } },
      },
    }));
    inngest.engine.registry.register({ id: "app", url: "", functions });
    const { runsOf } = inspect(inngest.url);
    const id = await app.send("t/f");
    await until("absence", () => inngest.engine.away.holding === 1);
    status = 500;
    await until("failure", async () => (await runsOf(id))[0]?.status === "Failed");
    expect((await runsOf(id))[0]?.output).toMatchObject({
      message: expect.stringMatching(/HTTP 500/),
    });
  });

  it("says which port is taken", async () => {
    const first = await startInngest({ appUrls: [], dataDir: null });
    onTestFinished(() => first.close());
    const second = startInngest({ appUrls: [], dataDir: null, port: first.port });
    await expect(second).rejects.toMatchObject({ code: "EADDRINUSE", port: first.port });
  });
});
