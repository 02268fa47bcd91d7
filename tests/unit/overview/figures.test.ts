import { describe, expect, it } from "vitest";
import { formatChange, formatUsd, formatWait } from "@/components/overview/figure-format";
import { overviewCsv } from "@/components/overview/overview-csv";
import { spanLabel } from "@/components/overview/span-label";
import { overview } from "@/lib/overview/console-schemas";

describe("overview figures", () => {
  it("waits, costs and changes read as people say them", () => {
    expect([640, 8_940, 125_000].map(formatWait)).toEqual(["640 ms", "8.9 s", "2 min 05 s"]);
    expect([0, 0.0042, 1.234, 1204].map(formatUsd)).toEqual(["$0", "$0.0042", "$1.23", "$1,204"]);
    expect(formatChange(106, 100)).toBe("+6 %");
    expect(formatChange(88, 100)).toBe("−12 %");
    expect(formatChange(5, 0)).toBeNull();
  });

  it("spans are named in their own zone", () => {
    expect(spanLabel("2026-11-21T21:00:00Z", "day", "Africa/Kampala")).toBe("22 Nov");
    expect(spanLabel("2026-11-22T11:00:00Z", "hour", "Africa/Kampala")).toBe("14:00");
  });

  it("the CSV has one line a span and leaves a missing measure empty", () => {
    const span = {
      ...{ at: "2026-11-22T00:00:00+03:00", received: 3, bot_messages: 2, staff_messages: 0 },
      ...{ replies: 2, handed_over: 1, opted_out: 0, opted_in: 0, failed_sends: 0 },
      ...{ input_tokens: 900, cached_tokens: 100, output_tokens: 80, cost_usd: 0.0012 },
      ...{ reply_p50_ms: null, reply_p95_ms: 4200 },
    };
    const whole = overview.parse({
      ...{ by: "day", zone: "Africa/Kampala", from: span.at, as_of: span.at, reply_ms: null },
      before: { received: 0, replies: 0, handed_over: 0, opted_out: 0, cost_usd: 0 },
      hand_over_reasons: [],
      spans: [span],
    });
    const [head, row, rest] = overviewCsv(whole).split("\r\n");
    expect(head?.split(",")).toHaveLength(15);
    expect(row).toBe("2026-11-22T00:00:00+03:00,3,2,0,2,1,0,0,0,,4200,900,100,80,0.0012");
    expect(rest).toBe("");
  });
});
