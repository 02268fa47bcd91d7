import { RetryAfterError } from "inngest";
import OpenAI from "openai";
import { SafeError } from "@/lib/safe-error";

/**
 * Rethrows a failed model call as the job engine should see it: a rate limit with the wait that the
 * provider asks for, anything else by status alone. Error bodies may quote the prompt, and the
 * engine stores errors (P13).
 */
export function asRetry(error: unknown): never {
  if (error instanceof OpenAI.APIError) {
    const safe = new SafeError(
      "model_call_failed",
      `The model call failed with ${error.status ?? "no answer"} (${error.constructor.name})`,
    );
    const wait = error.status === 429 ? retryAfterMs(error.headers) : null;
    if (wait !== null) throw new RetryAfterError(safe.message, wait);
    throw safe;
  }
  throw error;
}

/** Milliseconds from `retry-after-ms` or `retry-after` (seconds), bounded to ten minutes. */
function retryAfterMs(headers: Headers | undefined): number | null {
  const milliseconds = Number(headers?.get("retry-after-ms") ?? Number.NaN);
  const seconds = Number(headers?.get("retry-after") ?? Number.NaN);
  const wait = Number.isFinite(milliseconds) ? milliseconds : seconds * 1_000;
  return Number.isFinite(wait) && wait >= 0 ? Math.min(wait, 600_000) : null;
}
