import { describe, expect, it } from "vitest";
import { startPair } from "./start-pair";

const HOUR = 3_600_000;

describe("debounce", () => {
  const debounced = async () => {
    const seen: Record<string, number>[] = [];
    const pair = await startPair((c) => [
      c.createFunction(
        {
          id: "f",
          debounce: { key: "event.data.s", period: "2s", timeout: "5s" },
          triggers: [{ event: "t/f" }],
        },
        async ({ event }) => void seen.push(event.data),
      ),
    ]);
    return { ...pair, seen };
  };

  it("starts one run per key, with the last event, once it is quiet", async () => {
    const { app, inngest, seen } = await debounced();
    for (const n of [1, 2, 3, 4]) {
      await app.send("t/f", { s: "a", n });
      await inngest.advance(500);
    }
    await app.send("t/f", { s: "b", n: 9 });
    expect(seen).toEqual([]);
    await inngest.advance(3_100);
    expect(seen).toEqual([
      { s: "a", n: 4 },
      { s: "b", n: 9 },
    ]);
  });

  it("starts after the timeout though events keep coming", async () => {
    const { app, inngest, seen } = await debounced();
    for (let n = 1; n <= 9 && seen.length === 0; n++) {
      await app.send("t/f", { s: "a", n });
      await inngest.advance(1_000);
    }
    expect(seen[0]?.n).toBeGreaterThanOrEqual(4);
    expect(seen[0]?.n).toBeLessThan(9);
  });
});

describe("limits on starts", () => {
  it("rateLimit drops what is over the limit; its burst is a tenth", async () => {
    let runs = 0;
    const { app, inngest } = await startPair((c) => [
      c.createFunction(
        {
          id: "f",
          rateLimit: { limit: 10, period: "1m", key: "event.data.u" },
          triggers: [{ event: "t/f" }],
        },
        async () => void runs++,
      ),
    ]);
    for (let i = 0; i < 10; i++) await app.send("t/f", { u: 1 });
    await inngest.idle();
    expect(runs).toBe(2);
    await inngest.advance(6_001);
    for (let i = 0; i < 5; i++) await app.send("t/f", { u: 1 });
    await inngest.idle();
    expect(runs).toBe(3);
  });

  it("throttle queues starts instead", async () => {
    let runs = 0;
    const { app, inngest } = await startPair((c) => [
      c.createFunction(
        { id: "f", throttle: { limit: 1, period: "10s" }, triggers: [{ event: "t/f" }] },
        async () => void runs++,
      ),
    ]);
    for (let i = 0; i < 3; i++) await app.send("t/f");
    await inngest.idle();
    expect(runs).toBe(1);
    await inngest.advance(10_001);
    expect(runs).toBe(2);
    await inngest.advance(10_001);
    expect(runs).toBe(3);
  });

  it("idempotency starts once per key in 24 hours", async () => {
    const seen: string[] = [];
    const { app, inngest } = await startPair((c) => [
      c.createFunction(
        { id: "f", idempotency: "event.data.key", triggers: [{ event: "t/f" }] },
        async ({ event }) => void seen.push(event.data.key),
      ),
    ]);
    for (const key of ["a", "a", "b"]) await app.send("t/f", { key });
    await inngest.advance(25 * HOUR);
    await app.send("t/f", { key: "a" });
    await inngest.idle();
    expect(seen).toEqual(["a", "b", "a"]);
  });

  it("an event id starts a function once in 24 hours", async () => {
    const seen: string[] = [];
    const { app, inngest } = await startPair((c) => [
      c.createFunction(
        { id: "f", triggers: [{ event: "t/f" }] },
        async ({ event }) => void seen.push(event.id ?? ""),
      ),
      c.createFunction(
        { id: "g", triggers: [{ event: "t/f" }] },
        async ({ event }) => void seen.push(event.id ?? ""),
      ),
    ]);
    for (let i = 0; i < 3; i++) await app.send("t/f", {}, { id: "m1" });
    await inngest.idle();
    expect(seen).toEqual(["m1", "m1"]);
    await inngest.advance(24 * HOUR + 1);
    inngest.engine.sweep();
    await app.send("t/f", {}, { id: "m1" });
    await inngest.idle();
    expect(seen).toHaveLength(4);
  });

  it("a request that the SDK sends again (same seed) is taken once and answered alike", async () => {
    let runs = 0;
    const { inngest } = await startPair((c) => [
      c.createFunction({ id: "f", triggers: [{ event: "t/f" }] }, async () => void runs++),
    ]);
    const post = async () => {
      const response = await fetch(`${inngest.url}/e/key`, {
        method: "POST",
        headers: {
          "x-inngest-event-id-seed": `1700000000000,${Buffer.alloc(10, 7).toString("base64")}`,
        },
        body: JSON.stringify([{ name: "t/f" }, { name: "t/f" }]),
      });
      return response.json();
    };
    const first = await post();
    expect(first).toMatchObject({ status: 200, ids: [expect.any(String), expect.any(String)] });
    expect(await post()).toEqual(first);
    await inngest.idle();
    expect(runs).toBe(2);
  });
});

describe("batches and singletons", () => {
  it("batchEvents runs a full batch at once and an open one after its timeout, per key", async () => {
    const seen: [string, number[]][] = [];
    const { app, inngest } = await startPair((c) => [
      c.createFunction(
        {
          id: "f",
          batchEvents: { maxSize: 3, timeout: "5s", key: "event.data.g" },
          triggers: [{ event: "t/f" }],
        },
        async ({ events }) => {
          seen.push([events[0].data.g, events.map((e) => e.data.n)]);
        },
      ),
    ]);
    for (const n of [1, 2, 3, 4]) await app.send("t/f", { g: "x", n });
    await app.send("t/f", { g: "y", n: 7 });
    await inngest.idle();
    expect(seen).toEqual([["x", [1, 2, 3]]]);
    await inngest.advance(5_100);
    expect(seen.slice(1).sort()).toEqual([
      ["x", [4]],
      ["y", [7]],
    ]);
  });

  it("singleton skips new runs, or cancels the old one", async () => {
    const started: string[] = [];
    const finished: string[] = [];
    const { app, inngest } = await startPair((c) =>
      (["skip", "cancel"] as const).map((mode) =>
        c.createFunction(
          {
            id: mode,
            singleton: { key: "event.data.s", mode },
            triggers: [{ event: `t/${mode}` }],
          },
          async ({ step, event }) => {
            await step.run("a", () => started.push(`${mode} ${event.data.n}`));
            await step.sleep("pause", "1m");
            await step.run("b", () => finished.push(`${mode} ${event.data.n}`));
          },
        ),
      ),
    );
    for (const n of [1, 2, 3]) {
      await app.send("t/skip", { s: 1, n });
      await app.send("t/cancel", { s: 1, n });
      await inngest.idle();
    }
    await inngest.advance(61_000);
    expect(started.sort()).toEqual(["cancel 1", "cancel 2", "cancel 3", "skip 1"]);
    expect(finished.sort()).toEqual(["cancel 3", "skip 1"]);
  });
});
