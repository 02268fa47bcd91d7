import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { splitText } from "@/lib/whatsapp/split-text";
import { shortestRun } from "../../shortest-run";

describe("splitText", () => {
  test("leaves a short text alone and makes nothing of a blank one", () => {
    expect(splitText(" Hello there.\n")).toEqual(["Hello there."]);
    expect(splitText("a".repeat(4096))).toEqual(["a".repeat(4096)]);
    expect(splitText(" \n ")).toEqual([]);
  });

  test.each([
    [
      "paragraph",
      "First one. Still first.\n\nSecond one here.",
      30,
      ["First one. Still first.", "Second one here."],
    ],
    [
      "line",
      "First line here\nsecond line. More words",
      30,
      ["First line here", "second line. More words"],
    ],
    [
      "sentence",
      "One two three. Four five six seven",
      24,
      ["One two three.", "Four five six seven"],
    ],
    [
      "sentence in quotes",
      'He said "stop." Then he went away',
      24,
      ['He said "stop."', "Then he went away"],
    ],
    ["word", "one two three four five", 12, ["one two", "three four", "five"]],
    ["exactly at the limit", "four four", 4, ["four", "four"]],
    ["nothing but letters", "abcdefgh", 3, ["abc", "def", "gh"]],
    [
      "a short heading does not travel alone",
      "Hi.\n\nA long paragraph follows this. End",
      35,
      ["Hi.\n\nA long paragraph follows this.", "End"],
    ],
  ])("ends a part at a %s", (_name, text, limit, parts) => {
    expect(splitText(text, limit)).toEqual(parts);
  });

  test("never cuts a sign made of several code points", () => {
    const family = "👨‍👩‍👧‍👦";
    for (const part of splitText(family.repeat(40), 30)) {
      expect(part.replaceAll(family, "")).toBe("");
    }
    expect(splitText("e\u0301".repeat(10), 5).every((part) => part.startsWith("e"))).toBe(true);
    expect(splitText("🇺🇬".repeat(10), 6).join("")).toBe("🇺🇬".repeat(10));
  });

  test("a sign longer than a message is cut between code points", () => {
    const monster = `a${"\u0301".repeat(50)}`;
    const parts = splitText(monster, 10);
    expect(parts.join("")).toBe(monster);
    expect(splitText(`😀${"\u200d😀".repeat(20)}`, 10).every((part) => part.isWellFormed())).toBe(
      true,
    );
  });

  const pieces = fc.oneof(
    fc.constantFrom(
      " ",
      "\n",
      "\n\n",
      ". ",
      "! ",
      "? ",
      "…",
      "word",
      "a",
      "\r\n",
      "\t",
      "\u00a0",
      "\u3000",
    ),
    fc.constantFrom(
      "😀",
      "👍🏽",
      "👨‍👩‍👧",
      "e\u0301",
      "\u0301",
      "\u200d",
      "🇺🇬",
      "ki\u0303",
      "नमस्ते",
      "한글",
    ),
    fc.string({ unit: "grapheme", maxLength: 20 }),
  );
  const texts = fc.array(pieces, { maxLength: 200 }).map((list) => list.join(""));

  test("parts fit, are not blank, and together are the text but for white space at the cuts", () => {
    fc.assert(
      fc.property(texts, fc.integer({ min: 2, max: 60 }), (text, limit) => {
        const parts = splitText(text, limit);
        let at = 0;
        for (const part of parts) {
          expect(part.length).toBeLessThanOrEqual(limit);
          expect(part.trim()).not.toBe("");
          const found = text.indexOf(part, at);
          expect(found).toBeGreaterThanOrEqual(at);
          expect(text.slice(at, found).trim()).toBe("");
          at = found + part.length;
        }
        expect(text.slice(at).trim()).toBe("");
      }),
      { seed: 3, numRuns: 1500 },
    );
  });

  test("cuts lie between visible signs where a sign fits into a part", () => {
    const segmenter = new Intl.Segmenter("en", { granularity: "grapheme" });
    fc.assert(
      fc.property(texts, (text) => {
        const limit = 40;
        const signs = [...segmenter.segment(text)];
        if (signs.some(({ segment }) => segment.length > limit)) return;
        const boundaries = new Set([...signs.map(({ index }) => index), text.length]);
        let at = 0;
        for (const part of splitText(text, limit)) {
          at = text.indexOf(part, at);
          const isTrimmed = (index: number) => /\s/.test(text.slice(index - 1, index + 1));
          expect(boundaries.has(at) || isTrimmed(at)).toBe(true);
          at += part.length;
          expect(boundaries.has(at) || isTrimmed(at)).toBe(true);
        }
      }),
      { seed: 4, numRuns: 1500 },
    );
  });

  test("takes hostile texts in linear time", async () => {
    for (const unit of ["a", ".", "\n", "\n ", "\u0301", "👨‍👩‍👧", ". ", "😀"]) {
      const text = `x${unit.repeat(65_536)}x`;
      expect(await shortestRun(3_000, () => splitText(text))).toBeLessThan(3_000);
    }
  });
});
