import fc from "fast-check";
import { get_encoding } from "tiktoken";
import { describe, expect, it } from "vitest";
import { chunkText } from "@/lib/recall/chunk-text";
import { embeddingInputs } from "@/lib/recall/embedding-input";
import { whatWasSaid } from "@/lib/recall/what-was-said";
import { shortestRun } from "../../shortest-run";

const usual = { size: 700, overlap: 140, most: 8 };
const encoding = get_encoding("cl100k_base");
const words = fc
  .array(fc.constantFrom("parcel", "Kampala", "mzigo", "wange", "🚚", "ñandú", "\n", "12,000/="), {
    maxLength: 400,
  })
  .map((parts) => parts.join(" "));
const sizes = fc
  .record({ size: fc.integer({ min: 20, max: 90 }), most: fc.integer({ min: 1, max: 9 }) })
  .chain(({ size, most }) =>
    fc.integer({ min: 0, max: size - 1 }).map((overlap) => ({ size, most, overlap })),
  );

describe("chunks of a message", () => {
  it("begin with the text, overlap as told, never lie inside the one before, and end with it or at the most", () => {
    fc.assert(
      fc.property(words, sizes, (text, settings) => {
        const chunks = chunkText(text, settings);
        const tokens = encoding.encode_ordinary(text).length;
        expect(chunks.length).toBeLessThanOrEqual(settings.most);
        expect(chunks.length === 0).toBe(text.trim() === "");
        for (const [index, chunk] of chunks.entries()) {
          const before = chunks[index - 1];
          expect(chunk.end_token - chunk.start_token).toBeLessThanOrEqual(settings.size);
          expect(text).toContain(chunk.text);
          if (before) {
            expect(chunk.end_token).toBeGreaterThan(before.end_token);
            expect(chunk.start_token).toBeLessThanOrEqual(before.end_token);
          }
        }
        const last = chunks.at(-1);
        if (chunks.length < settings.most && last)
          expect(text.slice(text.lastIndexOf(last.text) + last.text.length).trim()).toBe("");
        if (tokens > 0 && tokens <= settings.size && text.trim() !== "")
          expect(chunks.map((chunk) => chunk.text)).toEqual([text]);
      }),
      { seed: 8, numRuns: 200 },
    );
  }, 30_000);

  it("of 700 tokens, 140 of them shared, cover 4,620 tokens in eight", () => {
    const text = Array.from({ length: 6_000 }, (_, n) => `w${n % 7}`).join(" ");
    const chunks = chunkText(text, usual);
    expect(chunks.map((chunk) => [chunk.start_token, chunk.end_token])).toEqual(
      Array.from({ length: 8 }, (_, n) => [n * 560, n * 560 + 700]),
    );
  });

  it("of 1,260 tokens are two, with no tail inside the second", () => {
    const text = "parcel ".repeat(1_259);
    const chunks = chunkText(text, usual);
    expect(chunks.map((chunk) => [chunk.start_token, chunk.end_token])).toEqual([
      [0, 700],
      [560, 1_260],
    ]);
  });

  it("never split a character, although a token may", () => {
    const text = "🇺🇬👨‍👩‍👧‍👦".repeat(60);
    const chunks = chunkText(text, { size: 5, overlap: 2, most: 500 });
    expect(chunks.length).toBeGreaterThan(20);
    for (const chunk of chunks) expect(chunk.text).not.toContain("\uFFFD");
  });

  it("of 60,000 letters without a space are cut in time", async () => {
    const text = "a".repeat(60_000);
    expect(chunkText(text, usual)).toHaveLength(8);
    expect(await shortestRun(3_000, () => chunkText(text, usual))).toBeLessThan(3_000);
  });
});

describe("what is embedded", () => {
  it("is what was said: a mark alone says nothing, a caption or transcript does", () => {
    for (const [rendered, said] of [
      ["[Image]", ""],
      ["[Voice message]", ""],
      ["[Image] My broken suitcase", "[Image] My broken suitcase"],
      ["[Document: invoice.pdf]", ""],
      ["Is [this] the one?", "Is [this] the one?"],
      ["  ", ""],
    ])
      expect(whatWasSaid(rendered ?? "")).toBe(said);
  });

  it("has the end of the message before it in front of the first chunk alone", () => {
    const chunks = [
      { text: "one", start_token: 0, end_token: 1 },
      { text: "two", start_token: 1, end_token: 2 },
    ];
    expect(embeddingInputs(chunks, "before")).toEqual(["before\none", "two"]);
    expect(embeddingInputs(chunks, "")).toEqual(["one", "two"]);
    expect(embeddingInputs(chunks, `${"x".repeat(5_000)} end`)[0]).toMatch(/^x{596} end\none$/);
  });
});
