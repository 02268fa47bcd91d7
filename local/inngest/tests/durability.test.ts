import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, it, onTestFinished } from "vitest";
import { startInngest } from "../start-inngest";
import { freePort, temporaryDirectory } from "./spawn-engine";
import { startApp, type TestAppOptions } from "./start-app";
import { pause, until } from "./start-pair";

const HOUR = 3_600_000;

/** An engine on disk that can be left (nothing of its memory survives) and started again. */
async function onDisk(functions: TestAppOptions["functions"], history = 2_000) {
  const [port, dataDir] = [await freePort(), temporaryDirectory()];
  const start = () => startInngest({ port, appUrls: [], dataDir, retryMs: 20, history });
  let inngest = await start();
  onTestFinished(() => inngest.close());
  const app = await startApp(inngest.url, { functions });
  onTestFinished(() => app.close());
  await inngest.sync(app.url);
  return {
    app,
    dataDir,
    current: () => inngest,
    async restart() {
      await inngest.close();
      inngest = await start();
      return inngest;
    },
  };
}

describe("after a restart", () => {
  it("sleeps, waits, debounces, batches, cancellations and the clock go on", async () => {
    const log: string[] = [];
    const { app, current, restart } = await onDisk((c) => [
      c.createFunction({ id: "sleep", triggers: [{ event: "t/sleep" }] }, async ({ step }) => {
        await step.run("a", () => log.push("sleep a"));
        await step.sleep("z", "2h");
        await step.run("b", () => log.push("sleep b"));
      }),
      c.createFunction({ id: "wait", triggers: [{ event: "t/wait" }] }, async ({ step }) => {
        const [x, y] = await Promise.all([
          step.waitForEvent("x", {
            event: "t/x",
            timeout: "9h",
            if: "event.data.k == async.data.k",
          }),
          step.waitForEvent("y", { event: "t/y", timeout: "2h" }),
        ]);
        log.push(`wait ${x?.data.text} ${y}`);
      }),
      c.createFunction({ id: "call", triggers: [{ event: "t/call" }] }, async ({ step }) => {
        const text = await step.invoke("i", { function: callee(c), data: {} });
        log.push(`call ${text}`);
      }),
      callee(c),
      c.createFunction(
        { id: "quiet", debounce: { period: "1h" }, triggers: [{ event: "t/quiet" }] },
        async ({ event }) => void log.push(`quiet ${event.data.n}`),
      ),
      c.createFunction(
        {
          id: "batch",
          batchEvents: { maxSize: 9, timeout: "60s" },
          triggers: [{ event: "t/batch" }],
        },
        async ({ events }) => void log.push(`batch ${events.length}`),
      ),
      c.createFunction(
        { id: "stop", cancelOn: [{ event: "t/stop" }], triggers: [{ event: "t/stoppable" }] },
        async ({ step }) => {
          await step.sleep("z", "2h");
          log.push("not stopped");
        },
      ),
    ]);
    await current().advance(HOUR);
    const names = ["sleep", "wait", "call", "quiet", "quiet", "batch", "batch", "stoppable"];
    for (const [n, name] of names.entries()) await app.send(`t/${name}`, { n, k: 7 });
    await current().idle();
    const before = current().engine.clock.now();
    const inngest = await restart();
    expect(inngest.engine.clock.now()).toBeGreaterThanOrEqual(before);
    expect(log).toEqual(["sleep a"]);
    await app.send("t/x", { k: 7, text: "hello" });
    await app.send("t/stop");
    await app.send("t/batch");
    await inngest.advance(3 * HOUR);
    expect(log.sort()).toEqual(
      ["batch 3", "call back", "quiet 4", "sleep a", "sleep b", "wait hello null"].sort(),
    );
  });

  it("a retry waits for its time and keeps its attempt", async () => {
    const attempts: number[] = [];
    const { app, current, restart } = await onDisk((c) => [
      c.createFunction(
        { id: "f", retries: 2, triggers: [{ event: "t/f" }] },
        async ({ attempt }) => {
          attempts.push(attempt);
          throw new Error("boom");
        },
      ),
    ]);
    current().engine.options.retryMs = HOUR;
    await app.send("t/f");
    await current().idle();
    await current().advance(HOUR);
    expect(attempts).toEqual([0, 1]);
    const inngest = await restart();
    await inngest.idle();
    expect(attempts).toEqual([0, 1]);
    await inngest.advance(HOUR + 1);
    expect(attempts).toEqual([0, 1, 2]);
    await inngest.advance(2 * HOUR);
    expect(attempts).toHaveLength(3);
  });

  it("a keyed backlog keeps its order and duplicates stay known", async () => {
    const order: number[] = [];
    const { app, current, restart } = await onDisk((c) => [
      c.createFunction(
        { id: "f", concurrency: [{ key: "event.data.s", limit: 1 }], triggers: [{ event: "t/f" }] },
        async ({ event }) => {
          if (order.length === 0 && !restarted) {
            hasBegun = true;
            await pause(60_000);
          }
          order.push(event.data.n);
        },
      ),
    ]);
    let hasBegun = false;
    let restarted = false;
    const events = Array.from({ length: 30 }, (_, n) => ({
      id: `m${n}`,
      name: "t/f",
      data: { s: 1, n },
    }));
    await app.client.send(events);
    await until("the first to run", () => hasBegun);
    expect(current().engine.queue.depth().ready).toBe(29);
    restarted = true;
    const inngest = await restart();
    await app.client.send(events);
    await inngest.idle();
    expect(order).toEqual(events.map(({ data }) => data.n));
  });

  it("a cron tick missed meanwhile fires once, late, and none fires twice", async () => {
    let ticks = 0;
    const { current, restart } = await onDisk((c) => [
      c.createFunction({ id: "f", triggers: [{ cron: "0 * * * *" }] }, async () => void ticks++),
    ]);
    await current().advance(2 * HOUR);
    expect(ticks).toBe(2);
    await (await restart()).idle();
    expect(ticks).toBe(2);
    current().engine.clock.jumpTo(current().engine.clock.now() + 5 * HOUR); // passes while "down"
    current().engine.clock.stop();
    const inngest = await restart();
    await until("the tick that was missed", () => ticks > 2);
    await inngest.idle();
    expect(ticks).toBe(3);
  });

  it("refuses a directory that another engine uses", async () => {
    const { dataDir } = await onDisk(() => []);
    await expect(startInngest({ appUrls: [], dataDir })).rejects.toThrow(/another engine uses it/);
  });
});

describe("what is kept", () => {
  it("stays within bounds in memory and in the file", async () => {
    const { app, current, dataDir, restart } = await onDisk(
      (c) => [
        c.createFunction(
          { id: "f", cancelOn: [{ event: "t/stop", timeout: "1d" }], triggers: [{ event: "t/f" }] },
          async ({ step }) => step.run("a", () => "x".repeat(100)),
        ),
      ],
      50,
    );
    for (let i = 0; i < 10; i++) {
      await app.client.send(Array.from({ length: 100 }, () => ({ name: "t/f" })));
      await current().idle();
    }
    const { engine } = await restart();
    expect(engine.runs.all.size).toBe(50);
    expect(engine.queue.jobs.size).toBe(0);
    await engine.settling.advance(24 * HOUR);
    engine.sweep();
    await engine.store.committed();
    await current().close();
    const file = new DatabaseSync(path.join(dataDir, "inngest.sqlite"));
    const rows = file.prepare("select kind, count(*) as n from record group by kind").all();
    file.close();
    const counts = Object.fromEntries(rows.map((row) => [row.kind, row.n]));
    expect(counts).toEqual({ app: 1, event: 50, offset: 1, run: 50, step: 50 });
  });
});

function callee(c: Parameters<TestAppOptions["functions"]>[0]) {
  return c.createFunction({ id: "callee", triggers: [{ event: "t/never" }] }, async ({ step }) => {
    await step.sleep("z", "1h");
    return "back";
  });
}
