import { describe, expect, test } from "vitest";
import { fieldOf, listOf, numberOf, objectOf, stringOf, textOf } from "@/lib/webhook/json-fields";

describe("reading fields", () => {
  test("only own properties count", () => {
    for (const key of ["constructor", "__proto__", "toString"]) {
      expect(fieldOf({}, key)).toBeUndefined();
      expect(objectOf({}, key)).toBeNull();
    }
    expect(objectOf(JSON.parse('{"__proto__":{"a":1}}'), "__proto__")).toEqual({ a: 1 });
  });

  test.each([
    [0, 0],
    ["0", 0],
    ["-32.5", -32.5],
    [" 7 ", 7],
    ["", null],
    ["1e5", null],
    ["7 kg", null],
    [Number.POSITIVE_INFINITY, null],
    [true, null],
    ["9".repeat(50), null],
  ])("the number %j is %j", (value, number) => {
    expect(numberOf({ value }, "value")).toBe(number);
  });

  test("texts, identifiers written as numbers, and lists of one", () => {
    expect(stringOf({ a: "  " }, "a")).toBeNull();
    expect(stringOf({ a: 5 }, "a")).toBeNull();
    expect(textOf({ a: 256700000101 }, "a")).toBe("256700000101");
    expect(textOf({ a: 2 ** 60 }, "a")).toBeNull();
    expect(listOf({ a: { b: 1 } }, "a")).toEqual([{ b: 1 }]);
    expect(listOf({ a: "x" }, "a")).toBeNull();
  });
});
