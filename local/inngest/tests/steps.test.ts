import { describe, expect, it } from "vitest";
import { pause, startPair } from "./start-pair";

describe.each([
  ["checkpointing", {}, {}, 1],
  ["no checkpointing by the client", {}, { checkpointing: false }, 4],
  ["no checkpointing by the engine", { checkpointing: false }, {}, 4],
])("steps with %s", (_name, engine, client, requests) => {
  it("runs each step once and returns the function's result", async () => {
    const done: string[] = [];
    const { app, ended } = await startPair(
      (c) => [
        c.createFunction({ id: "three", triggers: [{ event: "t/three" }] }, async ({ step }) => {
          const a = await step.run("a", () => done.push("a") && 1);
          const b = await step.run("b", () => done.push("b") && a + 1);
          return step.run("c", () => done.push("c") && { sum: a + b, when: new Date(0) });
        }),
      ],
      engine,
      { client },
    );
    const run = await ended(await app.send("t/three"));
    expect(run).toMatchObject({
      status: "Completed",
      function_id: "app-three",
      output: { sum: 3, when: "1970-01-01T00:00:00.000Z" },
      requests,
    });
    expect(run.steps.map((s) => s.name)).toEqual(["a", "b", "c"]);
    expect(done).toEqual(["a", "b", "c"]);
  });

  it("runs parallel steps at the same time, each once, and goes on when all are done", async () => {
    const log: string[] = [];
    const allStarted = Promise.withResolvers<void>();
    const { inngest, app, ended } = await startPair(
      (c) => [
        c.createFunction({ id: "par", triggers: [{ event: "t/par" }] }, async ({ step }) => {
          const before = await step.run("before", () => 1);
          const parts = await Promise.all([
            ...["p1", "p2", "p3"].map((id) =>
              step.run(id, async () => {
                log.push(`${id} start`);
                if (log.length === 3) allStarted.resolve();
                // One after another they would wait for each other in vain.
                await Promise.race([allStarted.promise, pause(10_000)]);
                log.push(`${id} end`);
                return id;
              }),
            ),
            step.sleep("pause", "1h"),
          ]);
          return step.run("after", () => [before, ...parts.slice(0, 3)]);
        }),
      ],
      engine,
      { client },
    );
    const id = await app.send("t/par");
    await inngest.idle();
    await inngest.advance(3_600_000);
    expect((await ended(id)).output).toEqual([1, "p1", "p2", "p3"]);
    expect(log.slice(0, 3).every((line) => line.endsWith("start"))).toBe(true);
    expect(log).toHaveLength(6);
  });
});

it("a run can be read as a page, at the Dev Server's address, and its data is only text there", async () => {
  const { app, ended, inngest } = await startPair((client) => [
    client.createFunction({ id: "shown", triggers: [{ event: "t/shown" }] }, ({ step }) =>
      step.run("work", () => "<script>alert(1)</script>"),
    ),
  ]);
  const run = await ended(await app.send("t/shown"));
  for (const path of [`/run?runID=${run.run_id}`, `/runs/${run.run_id}`]) {
    const answer = await fetch(inngest.url + path);
    const page = await answer.text();
    expect(answer.headers.get("content-type")).toContain("text/html");
    expect(page).toContain("app-shown");
    expect(page).toContain("&lt;script&gt;");
    expect(page).not.toContain("<script>");
  }
  expect((await fetch(`${inngest.url}/runs/unknown`)).status).toBe(404);
});
