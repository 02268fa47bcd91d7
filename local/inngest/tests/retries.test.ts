import { NonRetriableError, RetryAfterError } from "inngest";
import { describe, expect, it } from "vitest";
import { startPair, until } from "./start-pair";

const failing = (times: number, error: () => Error) => {
  let tries = 0;
  return {
    count: () => tries,
    run: () => {
      tries++;
      if (tries <= times) throw error();
      return tries;
    },
  };
};

describe("retries", () => {
  it("retries a step with attempts of its own and does not re-run the steps before it", async () => {
    const first = failing(0, () => new Error("never"));
    const flaky = failing(2, () => new Error("boom"));
    const second = failing(2, () => new Error("boom again"));
    const attempts: number[] = [];
    const { app, ended } = await startPair((c) => [
      c.createFunction(
        { id: "flaky", retries: 2, triggers: [{ event: "t/flaky" }] },
        async ({ step, attempt }) => {
          await step.run("first", first.run);
          const a = await step.run("flaky", () => {
            attempts.push(attempt);
            return flaky.run();
          });
          return [a, await step.run("flaky too", second.run)];
        },
      ),
    ]);
    expect(await ended(await app.send("t/flaky"))).toMatchObject({
      status: "Completed",
      output: [3, 3],
    });
    expect([first.count(), attempts]).toEqual([1, [0, 1, 2]]);
  });

  it("gives a step's last error to the function, which may catch it", async () => {
    const bad = failing(9, () => new TypeError("always"));
    const { app, ended } = await startPair((c) => [
      c.createFunction({ id: "f", retries: 1, triggers: [{ event: "t/f" }] }, async ({ step }) => {
        try {
          return await step.run("bad", bad.run);
        } catch (error) {
          return `caught ${error instanceof Error ? error.message : "?"}`;
        }
      }),
    ]);
    expect(await ended(await app.send("t/f"))).toMatchObject({ output: "caught always" });
    expect(bad.count()).toBe(2);
  });

  it("fails the run when attempts are used up and runs onFailure once with the original event", async () => {
    const bad = failing(9, () => new Error("fatal"));
    const failures: unknown[] = [];
    const { app, inngest, ended } = await startPair((c) => [
      c.createFunction(
        {
          id: "f",
          retries: 1,
          triggers: [{ event: "t/f" }],
          onFailure: ({ error, event, step }) =>
            step.run("tell", () => {
              failures.push([error.message, event.data.event.data, event.data.function_id]);
            }),
        },
        async ({ step }) => step.run("bad", bad.run),
      ),
    ]);
    const run = await ended(await app.send("t/f", { a: 1 }));
    expect(run).toMatchObject({ status: "Failed", output: { message: "fatal" } });
    await until("onFailure", () => failures.length > 0);
    await inngest.idle();
    expect(failures).toEqual([["fatal", { a: 1 }, "app-f"]]);
  });

  it("does not retry a NonRetriableError, thrown in a step or in the function", async () => {
    const inStep = failing(9, () => new NonRetriableError("never again"));
    const inBody = failing(9, () => new NonRetriableError("never"));
    const { app, ended } = await startPair((c) => [
      c.createFunction({ id: "s", retries: 5, triggers: [{ event: "t/s" }] }, async ({ step }) =>
        step.run("bad", inStep.run),
      ),
      c.createFunction({ id: "b", retries: 5, triggers: [{ event: "t/b" }] }, async () =>
        inBody.run(),
      ),
    ]);
    expect((await ended(await app.send("t/s"))).status).toBe("Failed");
    expect((await ended(await app.send("t/b"))).status).toBe("Failed");
    expect([inStep.count(), inBody.count()]).toEqual([1, 1]);
  });

  it("waits as long as RetryAfterError says, by the engine's clock", async () => {
    const later = failing(1, () => new RetryAfterError("later", "1h"));
    const { app, inngest, ended } = await startPair((c) => [
      c.createFunction({ id: "f", retries: 2, triggers: [{ event: "t/f" }] }, async ({ step }) =>
        step.run("x", later.run),
      ),
    ]);
    const id = await app.send("t/f");
    await inngest.idle();
    await inngest.advance(3_590_000);
    expect(later.count()).toBe(1);
    await inngest.advance(11_000);
    expect((await ended(id)).output).toBe(2);
  });

  it("backs off by Inngest's table when no fixed delay is set", async () => {
    const flaky = failing(2, () => new Error("boom"));
    const { app, inngest, ended } = await startPair(
      (c) => [c.createFunction({ id: "f", triggers: [{ event: "t/f" }] }, async () => flaky.run())],
      { retryMs: null },
    );
    const id = await app.send("t/f");
    await inngest.idle();
    await inngest.advance(13_000);
    expect(flaky.count()).toBe(1);
    await inngest.advance(32_100); // 15 s plus at most 30 s of jitter
    expect(flaky.count()).toBe(2);
    await inngest.advance(60_000); // 30 s plus at most 30 s
    expect((await ended(id)).output).toBe(3);
  });
});
