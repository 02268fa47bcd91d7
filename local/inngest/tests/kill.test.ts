import { describe, expect, it, onTestFinished } from "vitest";
import { freePort, spawnEngine, temporaryDirectory } from "./spawn-engine";
import { startApp } from "./start-app";
import { inspect, pause, until } from "./start-pair";

async function place() {
  const [port, appPort, data] = [await freePort(), await freePort(), temporaryDirectory()];
  const url = `http://127.0.0.1:${port}`;
  const app = `http://127.0.0.1:${appPort}/api/inngest`;
  const args = ["--port", `${port}`, "--data", data, "--app", app, "--retry-ms", "50"];
  return { url, appPort, start: () => spawnEngine(args) };
}

describe("kill -9 of the engine", () => {
  it.each([true, false])(
    "does not re-run completed steps and finishes the run (checkpointing %s)",
    async (checkpointing) => {
      const { url, appPort, start } = await place();
      const log: string[] = [];
      let open: () => void = () => {};
      const gate = new Promise<void>((resolve) => {
        open = resolve;
      });
      const engine = await start();
      const app = await startApp(url, {
        port: appPort,
        client: { checkpointing },
        functions: (c) => [
          c.createFunction(
            { id: "f", retries: 0, triggers: [{ event: "t/f" }] },
            async ({ step }) => {
              const a = await step.run("a", () => log.push("a") && "result of a");
              await step.run("b", async () => {
                log.push("b");
                await gate;
              });
              await step.run("c", () => log.push("c"));
              return a;
            },
          ),
        ],
      });
      onTestFinished(() => app.close());
      await until("the app's functions", async () => {
        const health = await fetch(`${url}/health`).then((r) => r.json());
        return health.functions > 0;
      });
      const id = await app.send("t/f");
      await until("step b", () => log.includes("b"));
      await engine.end("SIGKILL");
      await start();
      open();
      const run = await inspect(url).ended(id);
      expect(run).toMatchObject({ status: "Completed", output: "result of a" });
      expect(run.steps.map((s) => s.name)).toEqual(["a", "b", "c"]);
      expect(log.filter((step) => step === "a")).toHaveLength(1);
      expect(log.filter((step) => step === "b").length).toBeLessThanOrEqual(2);
      expect(log.at(-1)).toBe("c");
    },
  );

  it("finishes every accepted event though it is killed again and again", async () => {
    const { url, appPort, start } = await place();
    const started = new Map<string, string[]>();
    let engine = await start();
    const app = await startApp(url, {
      port: appPort,
      functions: (c) => [
        c.createFunction(
          {
            id: "f",
            retries: 0,
            concurrency: [{ key: "event.data.session", limit: 1 }],
            triggers: [{ event: "t/f" }],
          },
          async ({ step, event }) => {
            const mine = started.get(event.data.n) ?? [];
            started.set(event.data.n, mine);
            for (const name of ["a", "b", "c"]) {
              await step.run(name, async () => {
                mine.push(name);
                await pause(10);
              });
            }
          },
        ),
      ],
    });
    onTestFinished(() => app.close());
    const accepted: string[] = [];
    const send = async (n: number) => {
      const body = JSON.stringify({ name: "t/f", data: { n: `${n}`, session: n % 20 } });
      const response = await fetch(`${url}/e/k`, { method: "POST", body }).catch(() => undefined);
      if (response?.status !== 200) return;
      accepted.push(`${n}`);
    };
    let next = 0;
    for (let round = 0; round < 4; round++) {
      for (let i = 0; i < 50; i++) {
        void send(next++);
        await pause(5);
      }
      // Some are lost with each kill; were the engine slow, it could be most of them.
      await until("most answers", () => accepted.length >= 40 * (round + 1));
      await engine.end("SIGKILL");
      engine = await start();
    }
    expect(accepted.length).toBeGreaterThan(150);
    await until("all", () => accepted.every((n) => started.get(n)?.includes("c")), 40_000);
    await fetch(`${url}/_local/idle`);
    for (const [n, steps] of started) {
      // A step that another followed was memoised: it must not come again.
      for (const [earlier, later] of [
        ["a", "b"],
        ["b", "c"],
      ] as const) {
        const follow = steps.indexOf(later);
        expect(steps.indexOf(earlier, follow + 1), `${n}: ${steps}`).toBe(-1);
      }
    }
    const failed = await inspect(url).get<unknown[]>("/_local/runs?status=failed&limit=1000");
    expect(failed).toEqual([]);
  });

  it("ends at once and with 0 on SIGTERM, and goes on where it was", async () => {
    const { url, appPort, start } = await place();
    const engine = await start();
    let tries = 0;
    const app = await startApp(url, {
      port: appPort,
      functions: (c) => [
        c.createFunction({ id: "f", retries: 0, triggers: [{ event: "t/f" }] }, async () => {
          tries++;
          await pause(tries === 1 ? 60_000 : 1);
          return tries;
        }),
      ],
    });
    onTestFinished(() => app.close());
    const id = await app.send("t/f");
    await until("the first try", () => tries === 1);
    expect(await engine.end("SIGTERM")).toBe(0);
    await start();
    expect((await inspect(url).ended(id)).output).toBe(2);
  });
});
