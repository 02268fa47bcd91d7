import { referenceFunction } from "inngest";
import { describe, expect, it } from "vitest";
import { startPair } from "./start-pair";

const HOUR = 3_600_000;

describe("sleep", () => {
  it("ends when the clock says so, also when one advance covers two sleeps", async () => {
    const log: string[] = [];
    const { app, inngest, runsOf, ended } = await startPair((c) => [
      c.createFunction({ id: "f", triggers: [{ event: "t/f" }] }, async ({ step, event }) => {
        await step.run("a", () => log.push("a"));
        await step.sleep("short", "1h");
        await step.sleepUntil("long", new Date(event.ts + 4 * HOUR));
        await step.sleep("then", "1h");
        return step.run("b", () => log.push("b"));
      }),
    ]);
    const id = await app.send("t/f");
    await inngest.idle();
    await inngest.advance(HOUR - 60_000);
    expect((await runsOf(id))[0]?.status).toBe("Running");
    expect(log).toEqual(["a"]);
    await inngest.advance(4 * HOUR + 120_000);
    expect((await ended(id)).status).toBe("Completed");
    expect(log).toEqual(["a", "b"]);
  });
});

describe("waitForEvent", () => {
  const waiter = () =>
    startPair((c) => [
      c.createFunction({ id: "f", triggers: [{ event: "t/f" }] }, async ({ step }) => {
        const answer = await step.waitForEvent("w", {
          event: "t/answer",
          timeout: "1h",
          if: "event.data.id == async.data.id",
        });
        return answer ? answer.data.text : "timeout";
      }),
    ]);

  it("takes the event that matches and times out otherwise", async () => {
    const { app, inngest, runsOf, ended } = await waiter();
    const [a, b] = [await app.send("t/f", { id: "A" }), await app.send("t/f", { id: "B" })];
    await inngest.idle();
    await app.send("t/answer", { id: "A", text: "hi" });
    expect((await ended(a)).output).toBe("hi");
    expect((await runsOf(b))[0]?.status).toBe("Running");
    await inngest.advance(HOUR);
    expect((await ended(b)).output).toBe("timeout");
  });

  it("finds an event that a parallel step sends", async () => {
    const { app, ended } = await startPair((c) => [
      c.createFunction({ id: "f", triggers: [{ event: "t/f" }] }, async ({ step }) => {
        const [, answer] = await Promise.all([
          step.sendEvent("send", { name: "t/answer", data: { text: "mine" } }),
          step.waitForEvent("w", { event: "t/answer", timeout: "1h" }),
        ]);
        return answer?.data.text;
      }),
    ]);
    expect((await ended(await app.send("t/f"))).output).toBe("mine");
  });
});

describe("invoke and sendEvent", () => {
  it("returns the other function's result, its error, or a timeout", async () => {
    const { app, inngest, ended } = await startPair((c) => [
      c.createFunction(
        { id: "callee", retries: 0, triggers: [{ event: "t/c" }] },
        async ({ event, step }) => {
          if (event.data.fail) throw new Error("callee failed");
          if (event.data.slow) await step.sleep("long", "1d");
          return event.data.n * 2;
        },
      ),
      c.createFunction(
        { id: "caller", retries: 0, triggers: [{ event: "t/f" }] },
        async ({ step }) => {
          const callee = referenceFunction({ functionId: "callee" });
          const outcome = async (id: string, data: Record<string, unknown>) => {
            try {
              return await step.invoke(id, { function: callee, data, timeout: "10m" });
            } catch (error) {
              return error instanceof Error ? error.message : "?";
            }
          };
          return [
            await outcome("ok", { n: 21 }),
            await outcome("bad", { fail: true }),
            await outcome("slow", { slow: true }),
          ];
        },
      ),
    ]);
    const id = await app.send("t/f");
    await inngest.idle();
    await inngest.advance(600_000);
    const { output } = await ended(id);
    expect(output).toEqual([42, "callee failed", expect.stringMatching(/Timed out/)]);
  });

  it("fans out to exact names, wildcards and conditions", async () => {
    const seen: string[] = [];
    const { app, inngest, ended } = await startPair((c) => [
      c.createFunction({ id: "from", triggers: [{ event: "t/f" }] }, async ({ step }) => {
        const events = ["t/sink.a", "t/sink.b"].map((name, i) => ({ name, data: { i } }));
        return step.sendEvent("fan", events);
      }),
      c.createFunction(
        { id: "all", triggers: [{ event: "t/sink.*" }] },
        async ({ event }) => void seen.push(`all ${event.name}`),
      ),
      c.createFunction(
        {
          id: "some",
          triggers: [
            { event: "t/sink.b", if: "event.data.i == 1" },
            { event: "t/sink.a", if: "event.data.i == 1" },
          ],
        },
        async ({ event }) => void seen.push(`some ${event.name}`),
      ),
    ]);
    const { output } = await ended(await app.send("t/f"));
    expect(output).toMatchObject({ ids: [expect.any(String), expect.any(String)] });
    await inngest.idle();
    expect(seen.sort()).toEqual(["all t/sink.a", "all t/sink.b", "some t/sink.b"]);
  });
});

describe("cancelling", () => {
  it("cancelOn ends a sleeping run whose condition matches, and only that", async () => {
    const log: string[] = [];
    const { app, inngest, ended, runsOf } = await startPair((c) => [
      c.createFunction(
        {
          id: "f",
          cancelOn: [{ event: "t/stop", if: "event.data.id == async.data.id" }],
          triggers: [{ event: "t/f" }],
        },
        async ({ step, event }) => {
          await step.sleep("z", "1d");
          await step.run("late", () => log.push(event.data.id));
        },
      ),
    ]);
    const [a, b] = [await app.send("t/f", { id: "A" }), await app.send("t/f", { id: "B" })];
    await inngest.idle();
    await app.send("t/stop", { id: "A" });
    expect((await ended(a)).status).toBe("Cancelled");
    expect((await runsOf(b))[0]?.status).toBe("Running");
    await inngest.advance(25 * HOUR);
    expect(log).toEqual(["B"]);
  });

  it("timeouts.finish, timeouts.start and the API cancel", async () => {
    const { app, inngest, ended, runsOf } = await startPair((c) => [
      c.createFunction(
        { id: "f", timeouts: { finish: "10s" }, triggers: [{ event: "t/f" }] },
        async ({ step }) => {
          await step.sleep("z", "1h");
        },
      ),
      c.createFunction(
        {
          id: "s",
          timeouts: { start: "10s" },
          throttle: { limit: 1, period: "1m" },
          triggers: [{ event: "t/s" }],
        },
        async () => "started",
      ),
      c.createFunction({ id: "a", triggers: [{ event: "t/a" }] }, async ({ step }) => {
        await step.sleep("z", "1h");
      }),
    ]);
    const f = await app.send("t/f");
    const s = [await app.send("t/s"), await app.send("t/s")];
    const a = await app.send("t/a");
    await inngest.idle();
    await inngest.advance(10_100);
    expect((await ended(f)).status).toBe("Cancelled");
    expect((await ended(s[0] ?? "")).status).toBe("Completed");
    expect((await ended(s[1] ?? "")).status).toBe("Cancelled");
    const open = (await runsOf(a))[0];
    expect(open?.status).toBe("Running");
    const response = await fetch(`${inngest.url}/v1/runs/${open?.run_id}`, { method: "DELETE" });
    expect(response.status).toBe(202);
    expect((await ended(a)).status).toBe("Cancelled");
  });
});
