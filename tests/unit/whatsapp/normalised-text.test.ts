import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { normalisedText } from "@/lib/whatsapp/normalised-text";

describe("normalisedText", () => {
  test.each([
    ["Tom & Jerry", "Tom &amp; Jerry"],
    ["https://x.example/?a=1&b=2", "https://x.example/?a=1&amp;b=2"],
    ["price < 5 and > 2", "price &lt; 5 and &gt; 2"],
    ["say \"hi\" & 'bye'", "say &quot;hi&quot; &amp; &#039;bye&#39;"],
    ["a <b>bold</b> word", "a bold word"],
    ["line one\n\nline two ", "line one line two"],
    ["caf\u0065\u0301", "caf\u00e9"],
    ["a\u00a0b", "a&nbsp;b"],
    ["twice &amp; escaped", "twice &amp;amp; escaped"],
    ["I <3 you", "I &lt;3 you"],
    ["😀", "&#x1F600;"],
  ])("%j and %j are the same text", (sent, echoed) => {
    expect(normalisedText(echoed)).toBe(normalisedText(sent));
  });

  test.each([
    ["Your quote is ready.", "Your quote is ready"],
    ["5 kg", "6 kg"],
    ["a & b", "a b"],
  ])("%j and %j are not", (one, other) => {
    expect(normalisedText(one)).not.toBe(normalisedText(other));
  });

  test("any text survives a purifier that escapes everything", () => {
    const escapeAll = (text: string) =>
      text
        .replaceAll("&", "&amp;")
        .replaceAll("<", "&lt;")
        .replaceAll(">", "&gt;")
        .replaceAll('"', "&quot;");
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        expect(normalisedText(escapeAll(text))).toBe(normalisedText(text));
      }),
      { seed: 9, numRuns: 1000 },
    );
  });

  test("takes hostile texts in linear time", () => {
    for (const unit of ["<a", "&", "&amp;", " ", "<a ", "&#1;"]) {
      const started = performance.now();
      normalisedText(unit.repeat(30_000));
      expect(performance.now() - started).toBeLessThan(1000);
    }
  });
});
