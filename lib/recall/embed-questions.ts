import "server-only";
import { log } from "@/lib/log";
import { type Embedded, embedTexts } from "@/lib/recall/embed-texts";
import { servingModels } from "@/lib/recall/serving-models";

/** A reply waits for this; words alone serve when it takes longer. */
const patienceMs = 5_000;

/** The questions' vectors by each model in use, today's first; null when today's model does not answer. */
export async function embedQuestions(queries: readonly string[]): Promise<Embedded[] | null> {
  const models = await servingModels();
  const results = await Promise.allSettled(
    models.map((model) => embedTexts(queries, model, patienceMs)),
  );
  for (const result of results)
    if (result.status === "rejected")
      log.warn("Embedding a question failed", { error: result.reason });
  if (results[0]?.status !== "fulfilled") return null;
  return results.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
}
