import { describe, expect, it } from "vitest";
import {
  formatDayTitle,
  formatDuration,
  formatExact,
  formatRowTime,
} from "@/components/time/format-time";
import { parseZone } from "@/components/time/zone-cookie";

const zone = "Africa/Kampala";
const now = Date.parse("2026-11-22T09:00:00Z"); // noon in Kampala, a Sunday

describe("formatRowTime", () => {
  it.each([
    ["2026-11-22T06:08:00Z", "09:08"],
    ["2026-11-21T21:30:00Z", "00:30"], // after midnight in Kampala: today
    ["2026-11-21T20:30:00Z", "Sat"],
    ["2026-11-16T09:00:00Z", "Mon"],
    ["2026-11-15T09:00:00Z", "15 Nov"],
    ["2025-11-15T09:00:00Z", "15 Nov 2025"],
  ])("%s is %s", (iso, expected) => {
    expect(formatRowTime(iso, now, zone)).toBe(expected);
  });
});

describe("formatDayTitle", () => {
  const words = { today: "Today", yesterday: "Yesterday" };
  it.each([
    ["2026-11-22T06:08:00Z", "Today, Sun 22 November"],
    ["2026-11-21T06:08:00Z", "Yesterday, Sat 21 November"],
    ["2026-11-01T06:08:00Z", "Sun 1 November"],
    ["2025-12-31T21:30:00Z", "Thu 1 January"],
    ["2025-12-31T06:08:00Z", "Wed 31 December 2025"],
  ])("%s is %s", (iso, expected) => {
    expect(formatDayTitle(iso, now, zone, words)).toBe(expected);
  });
});

describe("formatDuration", () => {
  it.each([
    [59_999, "under 1 min"],
    [60_000, "1 min"],
    [41 * 60_000, "41 min"],
    [60 * 60_000, "1 h 00 min"],
    [(23 * 60 + 7) * 60_000, "23 h 07 min"],
    [(47 * 60 + 59) * 60_000, "47 h 59 min"],
    [(30 * 24 + 5) * 3_600_000, "30 days"],
  ])("%d ms is %s", (ms, expected) => {
    expect(formatDuration(ms)).toBe(expected);
  });
});

describe("zones", () => {
  it("names the instant and the zone in full", () => {
    expect(formatExact("2026-11-22T06:05:12Z", zone)).toMatch(/^Sun,? 22 Nov 2026, 09:05:12 \S+$/);
  });

  it.each([
    ["Africa%2FKampala", "Africa/Kampala"],
    ["nonsense", "UTC"],
    ["%E0%A4%A", "UTC"],
    [undefined, "UTC"],
  ])("the cookie %s means %s", (value, expected) => {
    expect(parseZone(value)).toBe(expected);
  });
});
