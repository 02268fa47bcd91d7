import "server-only";
import { z } from "zod";
import { openai } from "@/lib/agent/openai-client";
import { env } from "@/lib/env";
import { SafeError } from "@/lib/safe-error";

export type Embedded = { model: string; tokens: number; vectors: number[][] };

/**
 * Vectors of up to 2,048 texts that are not empty, in their order, in one request.
 * @throws the client's errors, or SafeError when the answer does not fit the question.
 */
export async function embedTexts(
  texts: readonly string[],
  model: string = env().EMBEDDINGS_MODEL,
  timeoutMs = 45_000,
): Promise<Embedded> {
  const dimensions = env().EMBEDDINGS_DIMENSIONS;
  const response = await openai().embeddings.create(
    {
      model,
      input: [...texts],
      // Only these can be asked for a size; the others have one.
      ...(model.startsWith("text-embedding-3") ? { dimensions } : {}),
    },
    { timeout: timeoutMs },
  );
  const vector = z.array(z.number()).length(dimensions);
  const parsed = z
    .array(z.object({ index: z.number().int(), embedding: vector }))
    .length(texts.length)
    .safeParse(response.data);
  if (!parsed.success)
    throw new SafeError(
      "embeddings_unusable",
      `The embeddings are not ${texts.length} vectors of ${dimensions} numbers`,
    );
  const vectors = parsed.data.toSorted((a, b) => a.index - b.index).map((each) => each.embedding);
  return { model, tokens: response.usage?.prompt_tokens ?? 0, vectors };
}
