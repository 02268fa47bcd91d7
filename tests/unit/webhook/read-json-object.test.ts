import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { MAX_JSON_DEPTH, MAX_JSON_VALUES, readJsonObject } from "@/lib/webhook/read-json-object";
import { storableObject } from "@/lib/webhook/storable-text";

const read = (text: string) => readJsonObject(new TextEncoder().encode(text));
const nested = (depth: number) => `${'{"a":'.repeat(depth)}1${"}".repeat(depth)}`;

describe("readJsonObject", () => {
  test.each([
    ["", "empty_body"],
    ["{", "invalid_json"],
    ["event=message", "invalid_json"],
    ['{"a":1} x', "invalid_json"],
    ["null", "not_an_object"],
    ['"text"', "not_an_object"],
    ["[{}]", "not_an_object"],
    [nested(MAX_JSON_DEPTH + 1), "nested_too_deeply"],
    ["[".repeat(1_000_000), "nested_too_deeply"],
    [`{"a":[${"0,".repeat(MAX_JSON_VALUES)}0]}`, "too_many_values"],
  ])("refuses %.20s… as %s", (text, reason) => {
    expect(read(text)).toEqual({ ok: false, reason });
  });

  test("refuses bytes that are no UTF-8", () => {
    const bytes = Uint8Array.from([0x7b, 0x22, 0xc3, 0x28, 0x22, 0x3a, 0x31, 0x7d]);
    expect(readJsonObject(bytes)).toEqual({ ok: false, reason: "invalid_utf8" });
  });

  test("takes a byte order mark, the greatest depth, and brackets inside strings", () => {
    expect(read('\ufeff{"a":1}')).toEqual({ ok: true, value: { a: 1 } });
    expect(read(nested(MAX_JSON_DEPTH)).ok).toBe(true);
    expect(read(JSON.stringify({ a: `"${"[{".repeat(500)}\\` })).ok).toBe(true);
  });

  test("of duplicate keys the last one wins", () => {
    expect(read('{"a":1,"a":2}')).toEqual({ ok: true, value: { a: 2 } });
  });

  test("prototype keys are data and change no prototype, copies included", () => {
    const result = read(
      '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}',
    );
    if (!result.ok) throw new Error(result.reason);
    const copy = storableObject(result.value);
    expect(Object.keys(copy)).toEqual(["__proto__", "constructor"]);
    expect(Object.getPrototypeOf(copy)).toBe(Object.prototype);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    expect(JSON.stringify(copy)).toBe(JSON.stringify(result.value));
  });

  test("reads whatever JSON.stringify writes", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 6 })), (object) => {
        const text = JSON.stringify(object);
        expect(read(text)).toEqual({ ok: true, value: JSON.parse(text) });
      }),
      { seed: 7, numRuns: 300 },
    );
  });
});
