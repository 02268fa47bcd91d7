import { describe, expect, it, onTestFinished } from "vitest";
import { validateFunction } from "../protocol/validate-function";
import { startInngest } from "../start-inngest";
import { startApp } from "./start-app";
import { startPair, until } from "./start-pair";

const base = {
  id: "app-f",
  triggers: [{ event: "a" }],
  steps: { step: { runtime: { type: "http", url: "http://127.0.0.1:1/x" } } },
};

describe("registration", () => {
  it.each([
    [{ concurrency: [{ limit: 1 }, { limit: 2 }, { limit: 3 }] }, /more than 2 concurrency/],
    [{ concurrency: [{ limit: 1, key: "event.data." }] }, /concurrency key is not a valid/],
    [{ concurrency: [{ limit: 1, scope: "env" }] }, /scope env needs a key/],
    [
      { batchEvents: { maxSize: 3, timeout: "5s" }, cancel: [{ event: "b" }] },
      /combined with cancelOn/,
    ],
    [
      { batchEvents: { maxSize: 3, timeout: "5s" }, debounce: { period: "2s" } },
      /combined with debounce/,
    ],
    [{ batchEvents: { maxSize: 1, timeout: "5s" } }, /maxSize of at least 2/],
    [{ debounce: { period: "10ms" } }, /debounce period/],
    [{ debounce: { period: "soon" } }, /"soon" is not a duration/],
    [{ rateLimit: { limit: 1, period: "2d" } }, /rate limit period/],
    [{ triggers: [{ cron: "every day" }] }, /isn't a valid cron/],
    [{ triggers: [{ event: "a", expression: "event.data ==" }] }, /trigger condition/],
    [{ cancel: Array(6).fill({ event: "b" }) }, /more than 5 cancellation/],
    [{ steps: {} }, /steps\.step/],
  ])("refuses %j", (change, problem) => {
    expect(() => validateFunction({ ...base, ...change })).toThrow(problem);
    expect(() => validateFunction({ ...base, ...change })).toThrow(/app-f/);
  });

  it("keeps the functions it has when an app's new ones are invalid", async () => {
    const { inngest, app, ended } = await startPair((c) => [
      c.createFunction({ id: "good", triggers: [{ event: "t/f" }] }, async () => "still here"),
    ]);
    const bad = await startApp(inngest.url, {
      functions: (c) => [
        c.createFunction({ id: "bad", triggers: [{ cron: "never" }] }, async () => 1),
      ],
    });
    onTestFinished(() => bad.close());
    await expect(inngest.sync(bad.url)).rejects.toThrow(/app-bad.*isn't a valid cron/);
    expect((await ended(await app.send("t/f"))).output).toBe("still here");
  });

  it("also takes the SDK's own registration (a PUT without in-band)", async () => {
    const { inngest, app } = await startPair((c) => [
      c.createFunction({ id: "f", triggers: [{ event: "t/f" }] }, async () => 1),
    ]);
    inngest.engine.registry.apps.clear();
    const response = await fetch(app.url, { method: "PUT" });
    expect(await response.json()).toMatchObject({ modified: true });
    expect([...inngest.engine.registry.apps.keys()]).toEqual(["app"]);
  });

  it("drops functions that an app no longer has", async () => {
    const { inngest } = await startPair((c) => [
      c.createFunction({ id: "old", triggers: [{ cron: "0 3 * * *" }] }, async () => 1),
    ]);
    const next = await startApp(inngest.url, {
      functions: (c) => [
        c.createFunction({ id: "new", triggers: [{ event: "x" }] }, async () => 1),
      ],
    });
    onTestFinished(() => next.close());
    await inngest.sync(next.url);
    expect([...inngest.engine.registry.functions.keys()]).toEqual(["app-new"]);
    expect(inngest.engine.clock.next()).toBeUndefined();
  });

  it("polls the app URLs, keeps early events for the app, and notices a changed app", async () => {
    const holder = await startApp("http://127.0.0.1:9", { functions: () => [] });
    await holder.close(); // only its free port is wanted
    const inngest = await startInngest({ appUrls: [holder.url], dataDir: null, pollMs: 50 });
    onTestFinished(() => inngest.close());
    await fetch(`${inngest.url}/e/k`, {
      method: "POST",
      body: JSON.stringify({ name: "t/early" }),
    });
    const seen: string[] = [];
    const first = await startApp(inngest.url, {
      port: holder.port,
      functions: (c) => [
        c.createFunction(
          { id: "f", triggers: [{ event: "t/early" }] },
          async () => void seen.push("f"),
        ),
      ],
    });
    await until("the early event", () => seen.length === 1);
    await first.close();
    const second = await startApp(inngest.url, {
      port: holder.port,
      functions: (c) => [c.createFunction({ id: "g", triggers: [{ event: "x" }] }, async () => 1)],
    });
    onTestFinished(() => second.close());
    await until("the new function", () => inngest.engine.registry.functions.has("app-g"));
    expect(seen).toEqual(["f"]);
  });
});

describe("the event API", () => {
  const post = (url: string, body: string) =>
    fetch(url, { method: "POST", body }).then(async (r) => [r.status, await r.json()]);

  it("refuses bad events as a whole and says which", async () => {
    const { inngest } = await startPair(() => []);
    const url = `${inngest.url}/e/k`;
    expect(await post(url, '[{"name":"ok"},{"name":""}]')).toEqual([
      400,
      { ids: [], status: 400, error: "invalid event: 1.name: event name is empty" },
    ]);
    expect(await post(url, '{"name":"inngest/x"}')).toMatchObject([400, { error: /reserved/ }]);
    expect(await post(url, "nonsense")).toMatchObject([400, { error: /not JSON/ }]);
    expect((await fetch(`${inngest.url}/v1/events`).then((r) => r.json())).data).toEqual([]);
    const unknown = await fetch(`${inngest.url}/v1/other`);
    expect(unknown.status).toBe(501);
  });

  it("wants the event key when one is configured", async () => {
    const { inngest } = await startPair(() => [], { eventKey: "right" });
    expect((await post(`${inngest.url}/e/wrong`, '{"name":"a"}'))[0]).toBe(401);
    expect((await post(`${inngest.url}/e/right`, '{"name":"a"}'))[0]).toBe(200);
  });
});
