import "server-only";
import OpenAI from "openai";
import { env } from "@/lib/env";

let cached: OpenAI | undefined;

/**
 * One client for the process. No retries of its own: the job engine retries with the whole picture,
 * and the library's default would hold a step for half an hour.
 */
export function openai(): OpenAI {
  cached ??= new OpenAI({
    apiKey: env().OPENAI_API_KEY,
    baseURL: env().OPENAI_BASE_URL,
    timeout: 25_000,
    maxRetries: 0,
    logLevel: "off",
  });
  return cached;
}
