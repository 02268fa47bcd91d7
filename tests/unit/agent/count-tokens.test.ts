import { get_encoding } from "tiktoken";
import { expect, it } from "vitest";
import { countTokens } from "@/lib/agent/count-tokens";

it("counts as the model's own encoding does", () => {
  const text = "Mzigo wangu PCL-20418 uko wapi? It costs 45,000 🙂";
  expect(countTokens(text)).toBe(get_encoding("o200k_base").encode_ordinary(text).length);
  expect(countTokens(text, "cl100k_base")).toBe(
    get_encoding("cl100k_base").encode_ordinary(text).length,
  );
});

it("100,000 letters without a blank are counted in no time, and not too low", () => {
  const started = performance.now();
  expect(countTokens("a".repeat(100_000))).toBeGreaterThan(10_000);
  expect(performance.now() - started).toBeLessThan(1_500);
});
