import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lineDiff } from "@/components/knowledge/line-diff";

const side = (lines: ReturnType<typeof lineDiff>, other: "added" | "removed") =>
  lines.filter(({ kind }) => kind !== other).map(({ text }) => text);

describe("what a version changes", () => {
  it("shows changed lines between unchanged ones", () => {
    expect(lineDiff("a\nb\nc", "a\nB\nc\nd").map(({ kind, text }) => `${kind} ${text}`)).toEqual([
      "same a",
      "removed b",
      "added B",
      "same c",
      "added d",
    ]);
  });

  it("loses no line of either text", () => {
    const text = fc.array(fc.constantFrom("a", "b", "c", "d"), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(text, text, (before, after) => {
        const lines = lineDiff(before.join("\n"), after.join("\n"));
        expect(side(lines, "added")).toEqual(before);
        expect(side(lines, "removed")).toEqual(after);
      }),
      { seed: 6 },
    );
  });

  it("shows huge texts whole instead of comparing for seconds", () => {
    const long = (word: string) => Array.from({ length: 600 }, (_, n) => `${word} ${n}`).join("\n");
    const lines = lineDiff(long("a"), long("b"));
    expect(lines).toHaveLength(1_200);
  });

  it("knows an empty text from a line", () => {
    expect(lineDiff("", "")).toEqual([]);
    expect(lineDiff("", "a")).toEqual([{ kind: "added", text: "a" }]);
  });
});
