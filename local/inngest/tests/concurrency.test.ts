import { describe, expect, it } from "vitest";
import { pause, startPair, until } from "./start-pair";

/** Records who is inside, so that overlaps show. */
function room() {
  const inside = new Map<string, number>();
  const order: string[] = [];
  let most = 0;
  const overlaps: string[] = [];
  return {
    order,
    overlaps,
    most: () => most,
    async visit(key: string, label: string, ms: number) {
      const n = (inside.get(key) ?? 0) + 1;
      inside.set(key, n);
      if (n > 1) overlaps.push(label);
      most = Math.max(
        most,
        [...inside.values()].reduce((a, b) => a + b, 0),
      );
      order.push(label);
      await pause(ms);
      inside.set(key, (inside.get(key) ?? 1) - 1);
    },
  };
}

describe("concurrency", () => {
  it("never runs two at once for one key, in order of arrival, and other keys meanwhile", async () => {
    const work = room();
    const { app, ended } = await startPair((c) => [
      c.createFunction(
        {
          id: "keyed",
          concurrency: [{ key: "event.data.session", limit: 1 }, { limit: 3 }],
          triggers: [{ event: "t/keyed" }],
        },
        async ({ step, event }) => {
          const { session, n } = event.data;
          await step.run("one", () => work.visit(session, `${session}${n}`, 15));
          await step.run("two", () => work.visit(session, `${session}${n}`, 15));
        },
      ),
    ]);
    // All at once: events that come one after another may each find an empty house.
    const { ids } = await app.client.send(
      [0, 1, 2, 3, 4, 5].flatMap((n) =>
        ["a", "b", "c", "d"].map((session) => ({ name: "t/keyed", data: { session, n } })),
      ),
    );
    expect(ids).toHaveLength(24);
    for (const id of ids) expect((await ended(id)).status).toBe("Completed");
    expect(work.overlaps).toEqual([]);
    expect(work.most()).toBe(3);
    for (const session of ["a", "b", "c", "d"]) {
      const mine = work.order.filter((label) => label.startsWith(session));
      expect(mine).toEqual([0, 1, 2, 3, 4, 5].flatMap((n) => [`${session}${n}`, `${session}${n}`]));
    }
  });

  it("shares a limit of scope env between functions", async () => {
    const work = room();
    const limit = [{ scope: "env", key: '"llm"', limit: 1 }] as [
      { scope: "env"; key: string; limit: number },
    ];
    const { app, inngest } = await startPair((c) => [
      c.createFunction({ id: "x", concurrency: limit, triggers: [{ event: "t/e" }] }, () =>
        work.visit("all", "x", 40),
      ),
      c.createFunction({ id: "y", concurrency: limit, triggers: [{ event: "t/e" }] }, () =>
        work.visit("all", "y", 40),
      ),
    ]);
    await app.send("t/e");
    await inngest.idle();
    expect([work.order.length, work.overlaps]).toEqual([2, []]);
  });

  it("keeps at most maxParallel requests open", async () => {
    const work = room();
    const { app, inngest } = await startPair(
      (c) => [
        c.createFunction({ id: "f", triggers: [{ event: "t/f" }] }, () => work.visit("k", "f", 20)),
      ],
      { maxParallel: 4 },
    );
    await app.client.send(Array.from({ length: 30 }, () => ({ name: "t/f" })));
    await inngest.idle();
    expect([work.order.length, work.most()]).toEqual([30, 4]);
  });

  it("loses no place when keyed backlogs meet the overall limit", async () => {
    const places: number[] = [];
    const { app, inngest } = await startPair(
      (c) => [
        c.createFunction(
          {
            id: "f",
            concurrency: [
              { key: "event.data.k", limit: 2 },
              { key: "event.data.j", limit: 2 },
            ],
            triggers: [{ event: "t/f" }],
          },
          () => void places.push(inngest.engine.queue.running),
        ),
      ],
      { maxParallel: 3 },
    );
    const events = Array.from({ length: 300 }, (_, i) => ({
      name: "t/f",
      data: { k: i % 3, j: i % 5 },
    }));
    await app.client.send(events);
    await inngest.idle();
    expect(places).toHaveLength(300);
    // While there is a backlog every place is taken, late in it as well.
    expect(new Set(places.slice(10, 280))).toEqual(new Set([3]));
    expect(inngest.engine.queue.running).toBe(0);
  });

  it.each([
    [false, ["1.1", "1.2", "2.1", "2.2"]],
    [true, ["1.1", "2.1", "1.2", "2.2"]],
  ])(
    "gives the place between two steps to the run itself unless adversarial (%s)",
    async (adversarial, order) => {
      const seen: string[] = [];
      const bothAreThere = Promise.withResolvers<void>();
      const { app, inngest } = await startPair(
        (c) => [
          c.createFunction(
            {
              id: "f",
              concurrency: [{ key: "event.data.s", limit: 1 }],
              triggers: [{ event: "t/f" }],
            },
            async ({ step, event }) => {
              await step.run("1", async () => {
                seen.push(`${event.data.n}.1`);
                await bothAreThere.promise;
              });
              await step.run("2", () => seen.push(`${event.data.n}.2`));
            },
          ),
        ],
        { adversarial },
        { client: { checkpointing: false } },
      );
      await app.send("t/f", { s: "x", n: 1 });
      await app.send("t/f", { s: "x", n: 2 });
      await until("the second to wait", () => inngest.engine.queue.depth().ready === 1);
      bothAreThere.resolve();
      await inngest.idle();
      expect(seen).toEqual(order);
    },
  );

  it("takes runs of higher priority first", async () => {
    const seen: number[] = [];
    const allAreThere = Promise.withResolvers<void>();
    const { app, inngest } = await startPair((c) => [
      c.createFunction(
        {
          id: "f",
          concurrency: 1,
          priority: { run: "event.data.vip ? 100 : 0" },
          triggers: [{ event: "t/f" }],
        },
        async ({ event }) => {
          seen.push(event.data.n);
          await allAreThere.promise;
        },
      ),
    ]);
    for (const n of [1, 2, 3]) await app.send("t/f", { n, vip: n === 3 });
    await until("two to wait", () => inngest.engine.queue.depth().ready === 2);
    allAreThere.resolve();
    await until("three", () => seen.length === 3);
    await inngest.idle();
    expect(seen).toEqual([1, 3, 2]);
  });
});
