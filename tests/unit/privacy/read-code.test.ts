import { describe, expect, it } from "vitest";
import { readCode } from "@/lib/privacy/identity/read-code";

describe("an answer to an identity code", () => {
  it.each([
    ["123456", "123456"],
    [" 123 456 ", "123456"],
    ["123-456.", "123456"],
    ["Code: 123456", "123456"],
    ["my code is 004217!", "004217"],
    ["Namba yangu ni 123456", "123456"],
    ["*123456*", "123456"],
  ])("is six digits and nothing else: %s", (text, code) => {
    expect(readCode(text)).toBe(code);
  });

  it.each([
    "I paid 150000",
    "12345",
    "1234567",
    "order 123456",
    "123456 is what I paid",
    "0772 123456",
    "12 34 56",
    "",
    null,
    `${"code ".repeat(20)}123456`,
  ])("is no other message: %s", (text) => {
    expect(readCode(text)).toBeNull();
  });
});
