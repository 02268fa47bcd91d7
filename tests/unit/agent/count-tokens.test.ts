import { get_encoding } from "tiktoken";
import { expect, it } from "vitest";
import { countTokens } from "@/lib/agent/count-tokens";
import { shortestRun } from "../../shortest-run";

it("counts as the model's own encoding does", () => {
  const text = "Mzigo wangu PCL-20418 uko wapi? It costs 45,000 🙂";
  expect(countTokens(text)).toBe(get_encoding("o200k_base").encode_ordinary(text).length);
  expect(countTokens(text, "cl100k_base")).toBe(
    get_encoding("cl100k_base").encode_ordinary(text).length,
  );
}, 30_000);

it("100,000 letters without a blank are counted in no time, and not too low", async () => {
  const text = "a".repeat(100_000);
  expect(countTokens(text)).toBeGreaterThan(10_000);
  expect(await shortestRun(1_500, () => countTokens(text))).toBeLessThan(1_500);
}, 30_000);
