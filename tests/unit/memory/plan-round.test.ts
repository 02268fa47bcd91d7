import { describe, expect, it } from "vitest";
import type { RoundMessage } from "@/lib/memory/begin-summary";
import { planRound } from "@/lib/memory/plan-round";
import { message } from "./memory-samples";

const tokensOf = ({ text }: RoundMessage) => text.split(" ").length;
const words = (count: number) => Array.from({ length: count }, (_, n) => `w${n}`).join(" ");
const limits = { roomTokens: 300, failures: 0 };

describe("what one round of the summary reads", () => {
  it("takes the oldest first and leaves what does not fit to the next round", () => {
    const messages = [message(1, words(150)), message(2, words(100)), message(3, words(100))];
    const { taken, cutCount } = planRound(messages, limits, tokensOf);
    expect(taken.map(({ seq }) => seq)).toEqual([1, 2]);
    expect(cutCount).toBe(0);
  });

  it("never stops at a small message because a large one waits behind it", () => {
    const { taken } = planRound([message(1, "hi"), message(2, words(900))], limits, tokensOf);
    expect(taken.map(({ seq }) => seq)).toEqual([1]);
  });

  it("cuts a message that exceeds the whole room, says so in the text and counts it", () => {
    const long = message(1, words(5_000));
    const { taken, cutCount } = planRound([long, message(2, "next")], limits, tokensOf);
    expect(taken).toHaveLength(1);
    expect(cutCount).toBe(1);
    expect(taken[0]?.text).toMatch(/^w0 w1 .* \[cut: \d+ characters in all\]$/);
    expect(tokensOf(taken[0] as RoundMessage)).toBeLessThanOrEqual(300);
    expect(tokensOf(taken[0] as RoundMessage)).toBeGreaterThan(250);
  });

  it("marks and counts a message that the database already shortened", () => {
    const { taken, cutCount } = planRound(
      [message(1, words(10), { length: 90_000 }), message(2, "next")],
      limits,
      tokensOf,
    );
    expect(taken[0]?.text).toContain("[cut: 90000 characters in all]");
    expect(cutCount).toBe(1);
    expect(taken).toHaveLength(2);
  });

  it("reads half as much after each answer that could not be used, at last one message", () => {
    const messages = Array.from({ length: 12 }, (_, n) => message(n + 1, "short"));
    const sizes = [0, 1, 2, 3, 9].map(
      (failures) => planRound(messages, { roomTokens: 300, failures }, tokensOf).taken.length,
    );
    expect(sizes).toEqual([12, 6, 3, 2, 1]);
  });

  it("has room for a sentence however small the setting", () => {
    const { taken } = planRound(
      [message(1, words(40))],
      { roomTokens: -500, failures: 0 },
      tokensOf,
    );
    expect(taken[0]?.text).toBe(words(40));
  });
});
