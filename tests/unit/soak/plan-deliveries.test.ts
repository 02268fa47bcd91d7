import { describe, expect, it } from "vitest";
import type { Entry } from "../../soak/delivery";
import { planDeliveries } from "../../soak/plan-deliveries";
import { createWriter } from "../../soak/write-delivery";

const options = { seed: 7, events: 4_000, customers: 100, postingMs: 60_000 };
const plan = planDeliveries(options);
const items = (list: { entries: Entry[] }[]) => list.flatMap(({ entries }) => entries);

describe("the soak's plan", () => {
  it("holds as many events as asked, with 5 % repeats and 2 % bad ones", () => {
    expect(items(plan.deliveries)).toHaveLength(4_000);
    expect(items(plan.deliveries.filter((each) => each.isRepeat))).toHaveLength(200);
    const originals = items(plan.deliveries.filter((each) => !each.isRepeat));
    expect(originals.filter(({ kind }) => kind === "bad")).toHaveLength(80);
    expect(plan.deliveries.filter((each) => each.refusal !== null)).toHaveLength(8);
  });

  it("is the same for the same seed and another for another", () => {
    expect(planDeliveries(options)).toEqual(plan);
    expect(planDeliveries({ ...options, seed: 8 })).not.toEqual(plan);
  });

  it("lets every customer write, a text first, and no id or token twice", () => {
    const originals = items(plan.deliveries.filter((each) => !each.isRepeat));
    const messages = originals.filter((entry) => entry.kind === "message");
    for (const customer of plan.customers) {
      const own = messages.filter((entry) => entry.customer === customer);
      expect(own.toSorted((a, b) => a.writtenMs - b.writtenMs)[0]?.type).toBe("text");
    }
    expect(new Set(messages.map(({ wamid }) => wamid)).size).toBe(messages.length);
    expect(new Set(messages.map(({ token }) => token)).size).toBe(messages.length);
  });

  it("delivers about one in twenty webhooks after a later one of the same customer", () => {
    const originals = plan.deliveries.filter((each) => !each.isRepeat);
    const late = originals.filter((each) => each.isLate);
    for (const { dueMs, entries } of late) {
      const [first] = entries;
      if (first?.kind === "message") expect(dueMs - first.writtenMs).toBeGreaterThanOrEqual(3_000);
    }
    const share = late.length / originals.length;
    expect(share).toBeGreaterThan(0.03);
    expect(share).toBeLessThan(0.08);
  });

  it("says the same in a repeat as in its original, whatever was drawn", () => {
    const ids = ["wamid.A", "wamid.B"];
    const pool = { someone: () => "wamid.A", unread: () => ids.shift() ?? null };
    const writer = createWriter(new Date("2026-11-22T07:00:00Z"), pool, new Map());
    const receipt = plan.deliveries.find(({ entries }) => entries[0]?.kind === "receipt");
    if (!receipt) throw new Error("The plan holds no receipt");
    expect(writer.write({ ...receipt, isRepeat: true })).toBe(writer.write(receipt));
  });
});
