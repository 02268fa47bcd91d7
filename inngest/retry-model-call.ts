import { NonRetriableError, RetryAfterError } from "inngest";
import OpenAI from "openai";
import { SafeError } from "@/lib/safe-error";

/** A wrong key, parameter or model stays wrong: the customer is handed over at once. */
const lasting = new Set([400, 401, 403, 404, 422]);

/**
 * Rethrows a failed model call as the job engine should see it: a rate limit with the wait that the
 * provider asks for, what cannot pass as final, anything else to be tried again. By status and class
 * alone: messages of other errors quote what they were given, and the engine stores errors (P13).
 */
export function asRetry(error: unknown): never {
  if (error instanceof SafeError) throw error;
  if (!(error instanceof OpenAI.APIError)) {
    const name = error instanceof Error ? error.constructor.name : typeof error;
    throw new SafeError("model_call_failed", `The model call failed (${name})`);
  }
  const message = `The model call failed with ${error.status ?? "no answer"} (${error.constructor.name})`;
  if (lasting.has(error.status ?? 0)) throw new NonRetriableError(message);
  const wait = error.status === 429 ? retryAfterMs(error.headers) : null;
  if (wait !== null) throw new RetryAfterError(message, wait);
  throw new SafeError("model_call_failed", message);
}

/** Milliseconds from `retry-after-ms` or `retry-after` (seconds), bounded to ten minutes. */
function retryAfterMs(headers: Headers | undefined): number | null {
  const milliseconds = Number(headers?.get("retry-after-ms") ?? Number.NaN);
  const seconds = Number(headers?.get("retry-after") ?? Number.NaN);
  const wait = Number.isFinite(milliseconds) ? milliseconds : seconds * 1_000;
  return Number.isFinite(wait) && wait >= 0 ? Math.min(wait, 600_000) : null;
}
