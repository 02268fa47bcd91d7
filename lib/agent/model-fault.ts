import OpenAI from "openai";
import type { Response } from "openai/resources/responses/responses";
import { retryAfterMs } from "@/lib/agent/retry-after";

/** Everything that can be wrong with a model call, as plan-attempt.ts decides about it. */
export const faultKinds = [
  "rate_limited",
  "timed_out",
  "unavailable",
  "too_long",
  "rejected",
  "truncated",
  "refused",
  "empty",
] as const;
export type FaultKind = (typeof faultKinds)[number];
export type ModelFault = { fault: FaultKind; waitMs: number | null };

/**
 * What a thrown error of the client means, by status, class and code alone: messages quote what they
 * were given. Null: not an error of the model's service.
 */
export function faultOfError(error: unknown): ModelFault | null {
  if (error instanceof OpenAI.APIConnectionTimeoutError)
    return { fault: "timed_out", waitMs: null };
  if (!(error instanceof OpenAI.APIError)) return null;
  const { status, code } = error;
  if (status === undefined) return { fault: "unavailable", waitMs: null };
  if (status === 429) {
    // A used-up quota does not come back by waiting.
    if (code === "insufficient_quota") return { fault: "rejected", waitMs: null };
    return { fault: "rate_limited", waitMs: retryAfterMs(error.headers) };
  }
  if (status === 408 || status === 409 || status >= 500) {
    return { fault: "unavailable", waitMs: retryAfterMs(error.headers) };
  }
  if (code === "context_length_exceeded") return { fault: "too_long", waitMs: null };
  return { fault: "rejected", waitMs: null };
}

/** What is wrong with an answer that did come; null when it can be used. */
export function faultOfResponse(response: Response): ModelFault | null {
  const refused = response.output.some(
    (item) => item.type === "message" && item.content.some((part) => part.type === "refusal"),
  );
  if (refused) return { fault: "refused", waitMs: null };
  if (response.status === "incomplete") {
    const filtered = response.incomplete_details?.reason === "content_filter";
    return { fault: filtered ? "refused" : "truncated", waitMs: null };
  }
  if (response.status !== "completed") return { fault: "unavailable", waitMs: null };
  const asks = response.output.some((item) => item.type === "function_call");
  if (!asks && response.output_text.trim() === "") return { fault: "empty", waitMs: null };
  return null;
}

/** A 400 that names the reasoning settings: the model has none, and the same call without them works. */
export function lacksReasoning(error: unknown): boolean {
  if (!(error instanceof OpenAI.APIError) || error.status !== 400) return false;
  return /^(reasoning|include)\b/.test(error.param ?? "");
}
