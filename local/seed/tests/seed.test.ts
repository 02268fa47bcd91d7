import { describe, expect, it } from "vitest";
import { requireLocal } from "../open-target";
import { planInbound, planOutbound } from "../plan-message";
import { planPeople } from "../plan-people";
import { planTimeline } from "../plan-timeline";
import { createRandom } from "../random";
import { readSeedOptions } from "../read-seed-options";
import { sentence } from "../write-text";

describe("the seed", () => {
  it.each([
    "postgres://u:p@db.abcdefgh.supabase.co:5432/postgres",
    "postgres://u:p@127.0.0.1.example.com/postgres",
    "postgres://u:p@127.0.0.1/postgres?host=db.example.com",
    "https://127.0.0.1/",
    "127.0.0.1",
  ])("refuses %s", (address) => {
    expect(() => requireLocal(address)).toThrow(/Nothing was written|not an address/);
  });

  it.each([
    "postgres://u:p@127.0.0.1:54322/postgres",
    "postgresql://u@localhost/x",
    "postgres://u@[::1]/x",
  ])("takes %s", (address) => {
    expect(() => requireLocal(address)).not.toThrow();
  });

  it("makes the same rows of the same number, others of another", () => {
    const rows = (seed: number) => {
      const random = createRandom(seed);
      const timeline = planTimeline(random, 20, 300);
      return [
        [...timeline.ages],
        planPeople(
          random,
          Array.from({ length: 20 }, (_, n) => n * 400_000),
          [],
        ),
        planInbound(random, "lg"),
        planOutbound(random, "sw", "bot"),
      ];
    };
    expect(rows(5)).toEqual(rows(5));
    expect(rows(5)).not.toEqual(rows(6));
  });

  it("gives every conversation a message, all of them in the order of time, within a year", () => {
    const { ages, session, who } = planTimeline(createRandom(1), 50, 2_000);
    expect(new Set(session).size).toBe(50);
    expect([...ages]).toEqual([...ages].toSorted((a, b) => b - a));
    expect(Math.max(...ages)).toBeLessThanOrEqual(365 * 86_400);
    expect(new Set(who)).toEqual(new Set([0, 1, 2]));
  });

  it("leaves one customer at most one open conversation", () => {
    const newest = Array.from({ length: 500 }, (_, n) => n * 60_000);
    const { sessions } = planPeople(createRandom(2), newest, []);
    const open = sessions.filter((each) => each.is_active).map((each) => each.customer_id);
    expect(new Set(open).size).toBe(open.length);
    expect(open.length).toBeGreaterThan(0);
  });

  it("writes words as often as people do: the first far more than the hundredth, and thousands of rare ones", () => {
    const random = createRandom(3);
    const seen = new Map<string, number>();
    for (let n = 0; n < 5_000; n += 1) {
      for (const word of sentence(random, "en")
        .toLowerCase()
        .match(/[a-z]+/g) ?? []) {
        seen.set(word, (seen.get(word) ?? 0) + 1);
      }
    }
    expect(seen.get("the") ?? 0).toBeGreaterThan(20 * (seen.get("again") ?? 0));
    expect(seen.size).toBeGreaterThan(4_000);
  });

  it.each([
    ["--messages", "5"],
    ["--sessions", "-1"],
    ["--messages", "many"],
  ])("says which option is wrong: %s %s", (name, value) => {
    expect(() => readSeedOptions([name, value])).toThrow(new RegExp(name.replace("--", "")));
  });
});
