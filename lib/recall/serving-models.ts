import "server-only";
import { z } from "zod";
import { env } from "@/lib/env";
import { log } from "@/lib/log";
import { callFunction } from "@/lib/supabase/call-function";
import { serviceClient } from "@/lib/supabase/service";

/** Which models are in use changes with a re-embedding run only. */
const freshForMs = 60_000;

let cached: { models: string[]; until: number } | undefined;

/**
 * The models whose vectors are stored, today's first: while a change of model goes on, a question is
 * embedded with both. A database that does not answer leaves today's alone.
 */
export async function servingModels(): Promise<string[]> {
  const current = env().EMBEDDINGS_MODEL;
  if (cached && cached.until > Date.now()) return cached.models;
  try {
    const stored = await callFunction(
      serviceClient(),
      "serving_models",
      { p_model: current },
      z.array(z.string()),
    );
    const models = [current, ...stored.filter((model) => model !== current)];
    cached = { models, until: Date.now() + freshForMs };
    return models;
  } catch (error) {
    log.warn("Reading the embedding models in use failed", { error });
    return [current];
  }
}
