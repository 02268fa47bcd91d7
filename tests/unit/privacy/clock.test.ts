import { describe, expect, it } from "vitest";
import { clockDays } from "@/lib/privacy/clock/clock-days";
import { readClock } from "@/lib/privacy/clock/days-left";

const clock = { due_at: "2026-12-15T20:59:59Z", paused_at: null, closed_at: null };
const at = (ugandan: string) => Date.parse(`${ugandan}:00+03:00`);

describe("what the clock of a request says", () => {
  it.each([
    ["2026-11-22T09:00", { kind: "fine", days: 23 }],
    ["2026-12-07T23:59", { kind: "fine", days: 8 }],
    ["2026-12-08T00:00", { kind: "soon", days: 7 }],
    ["2026-12-14T23:59", { kind: "soon", days: 1 }],
    ["2026-12-15T00:00", { kind: "today", days: 0 }],
    ["2026-12-15T23:59", { kind: "today", days: 0 }],
    ["2026-12-16T00:00", { kind: "overdue", days: 1 }],
    ["2027-01-15T00:00", { kind: "overdue", days: 31 }],
  ] as const)("at %s in Uganda", (now, reading) => {
    expect(readClock(clock, at(now))).toEqual(reading);
  });

  it("says that it stands still, and that it has ended, before anything else", () => {
    const late = at("2027-03-01T00:00");
    expect(readClock({ ...clock, paused_at: "2026-11-14T08:00:00Z" }, late).kind).toBe("paused");
    expect(readClock({ ...clock, closed_at: "2026-11-14T08:00:00Z" }, late).kind).toBe("closed");
  });

  it("draws every day once: gone, paused, today, to come, last", () => {
    const days = clockDays({
      received_on: "2026-11-13",
      today: "2026-11-22",
      due_on: "2026-12-15",
      pauses: [{ from: "2026-11-14", until: "2026-11-16" }],
    });
    const of = (kind: string) => days.filter((day) => day.kind === kind).map(({ date }) => date);
    expect(days).toHaveLength(33);
    expect(of("paused")).toEqual(["2026-11-14", "2026-11-15"]);
    expect(of("today")).toEqual(["2026-11-22"]);
    expect(of("past")).toHaveLength(7);
    expect(of("last")).toEqual(["2026-12-15"]);
  });

  it("draws a pause that goes on up to today, and today itself over it", () => {
    const days = clockDays({
      received_on: "2026-11-13",
      today: "2026-11-16",
      due_on: "2026-12-13",
      pauses: [{ from: "2026-11-15", until: null }],
    });
    expect(days.slice(0, 5).map(({ kind }) => kind)).toEqual([
      ...["past", "past", "paused", "today", "coming"],
    ]);
  });
});
