import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startOpenai, type TestOpenai } from "./start-openai";

let openai: TestOpenai;
beforeAll(async () => {
  openai = await startOpenai();
});
afterAll(() => openai.providers.close());

const model = "text-embedding-3-small";
const embed = async (...input: string[]) => {
  const { data } = await openai.client.embeddings.create({ model, input });
  return data.toSorted((a, b) => a.index - b.index).map(({ embedding }) => embedding);
};
const cosine = (a: number[] = [], b: number[] = []) =>
  a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0);

describe("embeddings", () => {
  it("are unit vectors of 1,536 that put a paraphrase nearer than another subject", async () => {
    const [question, paraphrase, other] = await embed(
      "Where is my parcel?",
      "I would like to know the location of my package.",
      "The museum opens at nine on Sundays.",
    );
    expect(question).toHaveLength(1536);
    expect(cosine(question, question)).toBeCloseTo(1, 4);
    expect(cosine(question, paraphrase)).toBeGreaterThan(cosine(question, other) + 0.1);
  });

  it("do not depend on what else is in the request", async () => {
    const [, second] = await embed("something else", "Where is my parcel?");
    const [alone] = await embed("Where is my parcel?");
    expect(second).toEqual(alone);
  });

  it("are the same as base64 and as floats", async () => {
    const [decoded] = await embed("Where is my parcel?");
    const floats = await openai.client.embeddings.create({
      model,
      input: "Where is my parcel?",
      encoding_format: "float",
    });
    expect(floats.data[0]?.embedding.map(Math.fround)).toEqual(decoded);
    expect(floats.usage).toEqual({ prompt_tokens: 5, total_tokens: 5 });
  });

  it("can be shortened and keep norm 1", async () => {
    const { data } = await openai.client.embeddings.create({
      model,
      input: "Where is my parcel?",
      dimensions: 256,
    });
    expect(data[0]?.embedding).toHaveLength(256);
    expect(cosine(data[0]?.embedding, data[0]?.embedding)).toBeCloseTo(1, 4);
  });

  it.each<[string, object, number, RegExp]>([
    ["no text", { input: [] }, 400, /holds no text/],
    ["an empty string", { input: "" }, 400, /empty string/],
    ["an empty string among others", { input: ["a", ""] }, 400, /\$\.input\[1\]/],
    ["more than 2,048 texts", { input: Array(2049).fill("a") }, 400, /2048/],
    ["a text over 8,192 tokens", { input: "parcel ".repeat(9000) }, 400, /maximum context length/],
    ["over 300,000 tokens", { input: Array(40).fill("parcel ".repeat(8000)) }, 400, /300000/],
    ["another kind of model", { input: "a", model: "gpt-6-luna" }, 404, /does not exist/],
    ["tokens instead of texts", { input: [[1, 2]] }, 400, /input/],
    ["too many dimensions", { input: "a", dimensions: 3072 }, 400, /dimensions/],
  ])("refuse %s", async (_, change, status, words) => {
    const response = await openai.post("/embeddings", { model, ...change });
    expect(response.status).toBe(status);
    expect((await response.json()).error.message).toMatch(words);
  });

  it("take strange text: emoji, one long run, spaces, a NUL", async () => {
    const vectors = await embed("😀😀", "a".repeat(5_000), "   ", "\u0000", "中文");
    for (const vector of vectors) expect(cosine(vector, vector)).toBeCloseTo(1, 3);
  });
});
