import { expect, it } from "vitest";
import { priceUsage } from "@/lib/agent/price-usage";

const prices = { luna: { input: 0.1, cached_input: 0.01, output: 0.5 } };

it("prices fresh, cached and output tokens apart", () => {
  const usage = { inputTokens: 1_000_000, cachedTokens: 400_000, outputTokens: 200_000 };
  expect(priceUsage(prices, "luna", usage)).toBeCloseTo(0.06 + 0.004 + 0.1, 10);
});

it("says nothing about a model that the table does not name", () => {
  expect(
    priceUsage(prices, "other", { inputTokens: 1, cachedTokens: 0, outputTokens: 1 }),
  ).toBeNull();
});
