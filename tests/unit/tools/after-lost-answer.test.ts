import { describe, expect, it } from "vitest";
import { afterLostAnswer } from "@/lib/agent/tools/after-lost-answer";
import { ToolStop } from "@/lib/agent/tools/tool-stop";

describe("a payment or order whose answer was lost", () => {
  it("is told as unknown, whatever the lookups find the second time", () => {
    const cartEmpty = new ToolStop("refused", "cart_empty", "Nothing was ordered.").result;
    const asksAgain = {
      outcome: "needs_confirmation" as const,
      data: {},
      say: "Please confirm: Pay 1.",
    };
    for (const seen of [cartEmpty, asksAgain]) {
      const told = afterLostAnswer(seen);
      expect(told).toMatchObject({ outcome: "failed", data: { problem: "answer_lost" } });
      expect(JSON.stringify(told)).not.toMatch(/Nothing was|Please confirm/);
    }
  });

  it("is told as done once the backend has answered the repetition", () => {
    const done = { outcome: "done" as const, data: { payment: "PAY-1" } };
    expect(afterLostAnswer(done)).toBe(done);
  });
});
