import type { ModelPrices } from "@/lib/env-variables";

export type Usage = { inputTokens: number; cachedTokens: number; outputTokens: number };

/** Cost in US dollars, or null for a model that the price table does not name. `cachedTokens` are part of `inputTokens`. */
export function priceUsage(prices: ModelPrices, model: string, usage: Usage): number | null {
  const price = prices[model];
  if (!price) return null;
  const cached = price.cached_input ?? price.input;
  const fresh = usage.inputTokens - usage.cachedTokens;
  return (
    (fresh * price.input + usage.cachedTokens * cached + usage.outputTokens * (price.output ?? 0)) /
    1_000_000
  );
}
