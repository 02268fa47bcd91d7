import { expect, it } from "vitest";
import { figuresOf } from "../../eval/metrics";
import { turnIds } from "../../eval/read-dialogues";

it("reads evidence as it occurs: joined, zero-padded, with a stray colon, or unusable", () => {
  expect(turnIds("D8:6; D9:17")).toEqual(["D8:6", "D9:17"]);
  expect(turnIds("D9:1 D4:4 D4:6")).toEqual(["D9:1", "D4:4", "D4:6"]);
  expect(turnIds("D30:05")).toEqual(["D30:5"]);
  expect(turnIds("D:11:26")).toEqual(["D11:26"]);
  expect(turnIds("D")).toEqual([]);
});

it("counts a hit within five, the share of the evidence found, and the first rank within fifty", () => {
  const answered = (found: string[], gold: string[]) => ({
    category: 1,
    gold: new Set(gold),
    found,
    ms: 1,
  });
  const six = ["a", "b", "c", "d", "e", "f"];
  expect(figuresOf([answered(six, ["b", "f"])])).toMatchObject({
    hit_at_5: 1,
    recall_at_5: 0.5,
    mrr: 0.5,
  });
  expect(figuresOf([answered(six, ["f"]), answered(six, ["a"])])).toMatchObject({
    hit_at_5: 0.5,
    recall_at_5: 0.5,
    mrr: (1 / 6 + 1) / 2,
  });
  expect(figuresOf([])).toMatchObject({ questions: 0, hit_at_5: 0, p95_ms: 0 });
});
