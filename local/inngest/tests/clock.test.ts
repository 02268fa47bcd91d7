import fc from "fast-check";
import { describe, expect, it, onTestFinished } from "vitest";
import { Clock } from "../engine/clock";
import { Heap } from "../engine/heap";
import { parseDuration, parseRetryAfter, parseUntil } from "../protocol/durations";
import { groupKey, matches } from "../protocol/expressions";
import { readServeOptions } from "../read-serve-options";

describe("the heap", () => {
  it("gives its items back in order, also after some were dropped", () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), fc.integer({ min: 1, max: 5 }), (numbers, modulus) => {
        const heap = new Heap<number>((a, b) => a < b);
        for (const n of numbers) heap.push(n);
        heap.retain((n) => n % modulus !== 0);
        const out: number[] = [];
        for (let n = heap.pop(); n !== undefined; n = heap.pop()) out.push(n);
        expect(out).toEqual(numbers.filter((n) => n % modulus !== 0).sort((a, b) => a - b));
      }),
    );
  });
});

describe("the clock", () => {
  it("fires in order of time and never what was cancelled", () => {
    const clock = new Clock(() => {});
    onTestFinished(() => clock.stop());
    const fired: number[] = [];
    const start = clock.now();
    const timers = Array.from({ length: 1_000 }, (_, i) =>
      clock.at(start + 1_000_000 + ((i * 7919) % 1_000), () => fired.push((i * 7919) % 1_000)),
    );
    for (const timer of timers.slice(0, 700)) clock.cancel(timer);
    clock.jumpTo(start + 2_000_000);
    clock.fireDue();
    expect(fired).toHaveLength(300);
    expect(fired).toEqual([...fired].sort((a, b) => a - b));
  });

  it("never goes back", () => {
    const offsets: number[] = [];
    const clock = new Clock((offset) => offsets.push(offset));
    const start = clock.now();
    clock.jumpTo(start + 5_000);
    clock.jumpTo(start + 1_000);
    expect(clock.now()).toBeGreaterThanOrEqual(start + 5_000);
    expect(offsets).toHaveLength(1);
  });
});

describe("what the protocol writes as text", () => {
  it.each([
    ["1h30m", 5_400_000],
    ["7d", 604_800_000],
    ["1.5s", 1_500],
    ["250ms", 250],
    ["", 0],
  ])("reads the duration %s", (text, ms) => expect(parseDuration(text)).toBe(ms));

  it.each(["soon", "1", "1h soon", "-1s"])("refuses the duration %s", (text) =>
    expect(() => parseDuration(text)).toThrow(/not a duration/),
  );

  it("reads moments", () => {
    expect(parseUntil("", 5)).toBe(5);
    expect(parseUntil("2s", 5)).toBe(2_005);
    expect(parseUntil("2026-11-22T10:00:00.000Z", 5)).toBe(Date.UTC(2026, 10, 22, 10));
    expect(() => parseUntil("2026-99-99", 5)).toThrow(/not a date/);
  });

  it("holds Retry-After between a second and a day", () => {
    expect(parseRetryAfter("30", 0)).toBe(30_000);
    expect(parseRetryAfter("0", 0)).toBe(1_000);
    expect(parseRetryAfter("999999", 0)).toBe(86_400_000);
    expect(parseRetryAfter("1970-01-01T00:01:00.000Z", 0)).toBe(60_000);
    expect(parseRetryAfter("whenever", 0)).toBeUndefined();
    expect(parseRetryAfter(undefined, 0)).toBeUndefined();
  });

  it("evaluates conditions and keys", () => {
    const event = { data: { s: "x", n: 3, list: ["a"] } };
    expect(matches(undefined, { event })).toBe(true);
    expect(matches("event.data.n > 2 && event.data.s in ['x', 'y']", { event })).toBe(true);
    expect(matches("event.data.missing == 'x'", { event })).toBe(false);
    expect(groupKey("event.data.s + '-' + string(event.data.n)", { event })).toBe("x-3");
    expect(groupKey("event.data.missing", { event })).toBe("<nil>");
    expect(groupKey("event.data.list", { event })).toBe('["a"]');
  });
});

describe("the options of the process", () => {
  const app = "http://localhost:3000/api/inngest";

  it("come from the environment and are overridden by arguments", () => {
    const env = { NODE_ENV: "test", LOCAL_INNGEST_PORT: "1234", INNGEST_APP_URLS: app } as const;
    expect(readServeOptions([], { ...env, LOCAL_DATA_DIR: "/data" })).toMatchObject({
      port: 1234,
      appUrls: [app],
      dataDir: "/data/inngest",
      retryMs: null,
    });
    expect(readServeOptions(["--port", "99", "--memory", "--retry-ms", "5"], env)).toMatchObject({
      port: 99,
      dataDir: null,
      retryMs: 5,
    });
  });

  it("name what is wrong", () => {
    const env = { NODE_ENV: "test" } as const;
    expect(() => readServeOptions([], env)).toThrow(/INNGEST_APP_URLS/);
    expect(() => readServeOptions(["--app", app, "--port", "x"], env)).toThrow(/port/);
    expect(() => readServeOptions(["--nonsense"], env)).toThrow(/nonsense/);
  });
});
