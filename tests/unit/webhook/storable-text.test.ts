import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cutText, storableObject, storableText } from "@/lib/webhook/storable-text";

describe("storable text", () => {
  test.each([
    ["a\u0000b", "ab"],
    ["a\ud800b", "a\ufffdb"],
    ["\udc00", "\ufffd"],
    ["😀\u0001\u202e\n", "😀\u0001\u202e\n"],
  ])("%j becomes %j", (text, storable) => {
    expect(storableText(text)).toBe(storable);
  });

  test("cuts at a limit and never inside a surrogate pair", () => {
    expect(cutText("ab😀", 3)).toBe("ab");
    expect(cutText("ab😀", 4)).toBe("ab😀");
    expect(cutText("abc", 2)).toBe("ab");
  });

  test("keys are made storable like values", () => {
    expect(storableObject({ "k\u0000": ["\ud83d", { "\ude00": null }] })).toEqual({
      k: ["\ufffd", { "\ufffd": null }],
    });
  });

  test("an endless nesting is cut instead of exhausting the stack", () => {
    let nested: { a?: unknown } = {};
    for (let depth = 0; depth < 100_000; depth += 1) nested = { a: nested };
    const text = JSON.stringify(storableObject(JSON.parse('{"b":1}')));
    expect(text).toBe('{"b":1}');
    expect(JSON.stringify(storableObject(nested as never)).length).toBeLessThan(2000);
  });

  test("every string comes out well-formed and without NUL, and good ones unchanged", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const storable = storableText(text);
        expect(storable.isWellFormed()).toBe(true);
        expect(storable.includes("\u0000")).toBe(false);
        if (text.isWellFormed() && !text.includes("\u0000")) expect(storable).toBe(text);
        expect(storableText(storable)).toBe(storable);
      }),
      { seed: 11 },
    );
  }, 30_000);
});
