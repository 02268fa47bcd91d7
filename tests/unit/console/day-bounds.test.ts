import { describe, expect, it } from "vitest";
import { dayBounds } from "@/components/time/day-bounds";

const bounds = (from: string | null, until: string | null, zone: string) =>
  dayBounds({ from, until }, zone);

describe("dayBounds", () => {
  it("gives whole days of the viewer's zone, the last one included", () => {
    expect(bounds("2026-11-20", "2026-11-22", "Africa/Kampala")).toEqual({
      from: "2026-11-19T21:00:00.000Z",
      before: "2026-11-22T21:00:00.000Z",
    });
    expect(bounds("2026-12-31", "2026-12-31", "UTC")).toEqual({
      from: "2026-12-31T00:00:00.000Z",
      before: "2027-01-01T00:00:00.000Z",
    });
  });

  it("follows clocks that change on the day or the day before", () => {
    expect(bounds("2026-03-29", "2026-03-29", "Europe/Berlin")).toEqual({
      from: "2026-03-28T23:00:00.000Z",
      before: "2026-03-29T22:00:00.000Z",
    });
    expect(bounds("2026-10-25", "2026-10-25", "Europe/Berlin")).toEqual({
      from: "2026-10-24T22:00:00.000Z",
      before: "2026-10-25T23:00:00.000Z",
    });
    // Clocks change between this midnight and the same reading in UTC.
    expect(bounds("2026-04-05", null, "Australia/Sydney").from).toBe("2026-04-04T13:00:00.000Z");
    expect(bounds("2026-03-08", null, "America/New_York").from).toBe("2026-03-08T05:00:00.000Z");
  });

  it("leaves a side open that has no day, or none that can be read", () => {
    expect(bounds(null, null, "UTC")).toEqual({ from: null, before: null });
    expect(bounds("yesterday", "2026-13", "UTC")).toEqual({ from: null, before: null });
  });
});
