import { describe, expect, it, onTestFinished } from "vitest";
import { openSqliteStore } from "../store/sqlite-store";
import { temporaryDirectory } from "./spawn-engine";
import { pause, startPair, until } from "./start-pair";

describe("what the engine promises to its callers", () => {
  it("answers an event only after it is on disk, and with an error when it cannot be", async () => {
    const { inngest } = await startPair(() => []);
    const { store } = inngest.engine;
    let commit: (() => void) | undefined;
    store.committed = () =>
      new Promise((resolve) => {
        commit = resolve;
      });
    let answered = 0;
    const post = async () => {
      const response = await fetch(`${inngest.url}/e/k`, { method: "POST", body: '{"name":"a"}' });
      answered = response.status;
    };
    const first = post();
    const release = await until("the write", () => commit);
    await pause(100);
    expect(answered).toBe(0);
    release();
    await first;
    expect(answered).toBe(200);
    store.committed = () => Promise.reject(new Error("disk full"));
    await post();
    expect(answered).toBe(500);
  });

  it("writes a turn's changes together and reports a failed write once", async () => {
    const directory = temporaryDirectory();
    const fatal: Error[] = [];
    const store = openSqliteStore(directory, (error) => fatal.push(error));
    onTestFinished(() => store.close());
    const cron = { key: "k", nextAt: 1 };
    store.put("cron", "k", cron);
    cron.nextAt = 2; // changed in the same turn: what is written is the end of the turn
    await store.committed();
    expect(fatal).toEqual([]);
    const circular: Record<string, unknown> = {};
    circular.self = circular;
    const event = { id: "e", name: "n", data: circular, ts: 0, user: {} };
    store.put("event", "e", { internalId: "e", event });
    await expect(store.committed()).rejects.toThrow(/cannot write its data/);
    await expect(store.committed()).rejects.toThrow(/cannot write its data/);
    expect(fatal).toHaveLength(1);
    store.close();
    const { cronSchema, receivedEventSchema } = await import("../engine/records");
    const again = openSqliteStore(directory, (error) => fatal.push(error));
    onTestFinished(() => again.close());
    expect(again.read("cron", cronSchema)).toEqual([{ key: "k", nextAt: 2 }]);
    expect(again.read("event", receivedEventSchema)).toEqual([]);
  });

  it("fences off checkpoints of an earlier dispatch", async () => {
    let release: () => void = () => {};
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    const { inngest, app, ended } = await startPair((c) => [
      c.createFunction({ id: "f", triggers: [{ event: "t/f" }] }, async ({ step }) => {
        await gate;
        return step.run("a", () => "mine");
      }),
    ]);
    const id = await app.send("t/f");
    const job = await until("the job", () => [...inngest.engine.queue.jobs.values()][0]);
    await until("its dispatch", () => job.state === "running" && app.calls.length === 1);
    const checkpoint = (generation: number) =>
      fetch(`${inngest.url}/v1/checkpoint/${job.record.runId}/async`, {
        method: "POST",
        body: JSON.stringify({
          qi_id: job.record.id,
          generation_id: generation,
          steps: [{ op: "StepRun", id: "x", data: 1 }],
        }),
      }).then((response) => response.status);
    expect(await checkpoint(0)).toBe(409);
    expect(job.run.steps.size).toBe(0);
    expect(await checkpoint(1)).toBe(200);
    expect(job.run.steps.size).toBe(1);
    release();
    expect((await ended(id)).output).toBe("mine");
    expect(await checkpoint(1)).toBe(400);
  });

  it("moves the clock although a request hangs", async () => {
    let release: () => void = () => {};
    const gate = new Promise<void>((resolve) => {
      release = resolve;
    });
    let woke = 0;
    const { inngest, app } = await startPair((c) => [
      c.createFunction({ id: "hang", triggers: [{ event: "t/hang" }] }, () => gate),
      c.createFunction({ id: "nap", triggers: [{ event: "t/nap" }] }, async ({ step }) => {
        await step.sleep("z", "1h");
        woke++;
      }),
    ]);
    await app.send("t/hang");
    await app.send("t/nap");
    await until("the calls", () => app.calls.length === 2);
    await inngest.advance(3_600_001);
    await until("waking", () => woke === 1);
    const busy = await fetch(`${inngest.url}/_local/idle?timeoutMs=50`);
    expect([busy.status, (await busy.json()).idle]).toEqual([503, false]);
    release();
    await inngest.idle();
  });

  it("serves state over 4 MB through the API and understands streamed answers", async () => {
    for (const streaming of [false, true]) {
      const { inngest, app, ended } = await startPair(
        (c) => [
          c.createFunction({ id: "big", triggers: [{ event: "t/big" }] }, async ({ step }) => {
            let size = 0;
            for (const id of ["a", "b", "c"]) {
              size += (await step.run(id, () => "x".repeat(1_800_000))).length;
            }
            await step.sleep("z", "1h");
            return step.run("sum", () => size);
          }),
        ],
        {},
        { serve: { streaming } },
      );
      const id = await app.send("t/big");
      await inngest.idle();
      await inngest.advance(3_600_001);
      expect((await ended(id)).output).toBe(5_400_000);
    }
  });

  it("fails a run, with the reason, on a step kind that it does not speak", async () => {
    const { app, ended } = await startPair((c) => [
      c.createFunction({ id: "f", triggers: [{ event: "t/f" }] }, async ({ step }) =>
        step.waitForSignal("w", { signal: "s", timeout: "1h", onConflict: "fail" }),
      ),
    ]);
    const run = await ended(await app.send("t/f"));
    expect(run.status).toBe("Failed");
    expect(run.output).toMatchObject({ message: expect.stringMatching(/WaitForSignal/) });
  });

  it("lists runs, the queue and its health", async () => {
    const { inngest, app, get, ended } = await startPair((c) => [
      c.createFunction({ id: "f", triggers: [{ event: "t/f" }] }, async () => 1),
      c.createFunction({ id: "g", retries: 0, triggers: [{ event: "t/f" }] }, async () => {
        throw new Error("no");
      }),
    ]);
    await ended(await app.send("t/f"));
    await inngest.idle();
    expect(await get("/_local/runs?function=f")).toMatchObject([{ function_id: "app-f" }]);
    expect(await get("/_local/runs?status=failed")).toMatchObject([{ function_id: "app-g" }]);
    expect(await get("/_local/queue")).toEqual({
      ready: 0,
      delayed: 0,
      oldestReadyMs: 0,
      running: 0,
      awayJobs: 0,
      runs: 2,
    });
    expect(await get("/health")).toMatchObject({ status: "ok", apps: ["app"], functions: 2 });
    const { data } = await get<{ data: { name: string }[] }>("/v1/events?limit=5");
    expect(data.map((event) => event.name)).toEqual(["t/f"]);
  });
});
