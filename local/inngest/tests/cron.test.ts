import { describe, expect, it } from "vitest";
import { z } from "zod";
import { nextCronTime } from "../protocol/cron-schedule";
import { pause, startPair } from "./start-pair";

const tickSchema = z.object({ scheduledAt: z.string() });

describe("cron", () => {
  it("fires by the virtual clock, in its time zone, once a tick", async () => {
    const ticks: string[] = [];
    const { inngest } = await startPair((c) => [
      c.createFunction(
        { id: "daily", triggers: [{ cron: "TZ=Africa/Kampala 30 3 * * *" }] },
        async ({ event }) => {
          const { scheduledAt } = tickSchema.parse(event.data);
          ticks.push(`${event.name} ${scheduledAt.slice(11)}`);
          await pause(5);
        },
      ),
    ]);
    await inngest.advance(3 * 86_400_000);
    expect(ticks).toEqual(Array(3).fill("inngest/scheduled.timer 00:30:00Z"));
  });

  it("fires on demand, any number of times", async () => {
    let ticks = 0;
    const { inngest } = await startPair((c) => [
      c.createFunction(
        { id: "daily", triggers: [{ cron: "0 3 * * *" }] },
        async () => void ticks++,
      ),
    ]);
    const fire = (name: string) =>
      fetch(`${inngest.url}/_local/cron/${name}`, { method: "POST" }).then((r) => r.status);
    expect([await fire("daily"), await fire("app-daily"), await fire("other")]).toEqual([
      200, 200, 404,
    ]);
    await inngest.idle();
    expect(ticks).toBe(2);
  });

  it("refuses what is not five fields", () => {
    expect(() => nextCronTime("* * * * * *", 0)).toThrow(/five fields/);
    expect(() => nextCronTime("TZ=Nowhere/Atall 0 3 * * *", 0)).toThrow();
    expect(nextCronTime("0 3 * * *", 0)).toBe(3 * 3_600_000);
  });
});
