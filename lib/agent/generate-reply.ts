import "server-only";
import { assemblePrompt } from "@/lib/agent/assemble-prompt";
import { openai } from "@/lib/agent/openai-client";
import { priceUsage } from "@/lib/agent/price-usage";
import { safetyIdentifier } from "@/lib/agent/safety-identifier";
import type { HandOffReason } from "@/lib/chat/hand-off-turn";
import type { TurnContext } from "@/lib/chat/read-turn-context";
import type { TurnRecord } from "@/lib/chat/save-draft";
import { env } from "@/lib/env";

export type Generated =
  | { kind: "reply"; text: string; record: TurnRecord }
  | { kind: "no_reply"; reason: HandOffReason };

/**
 * One model call for one turn, through the Responses API with nothing stored at OpenAI.
 * @throws the client's errors (rate limits, time-outs, outages); the caller decides about retrying.
 */
export async function generateReply(context: TurnContext): Promise<Generated> {
  const budget = env().LLM_MAX_PROMPT_TOKENS - env().LLM_OUTPUT_BUFFER_TOKENS;
  const prompt = assemblePrompt(context, budget);
  const model = env().AGENT_MODEL;
  const started = performance.now();
  const response = await openai().responses.create({
    model,
    instructions: prompt.instructions,
    input: prompt.input,
    // Reasoning counts as output: the reserve alone would leave some replies without a word.
    max_output_tokens: env().LLM_OUTPUT_BUFFER_TOKENS * 4,
    reasoning: { effort: "low" },
    store: false,
    safety_identifier: safetyIdentifier(context.customer_id),
  });
  const refused = response.output.some(
    (item) => item.type === "message" && item.content.some((part) => part.type === "refusal"),
  );
  const text = response.output_text.trim();
  if (refused) return { kind: "no_reply", reason: "model_refused" };
  // Cut off in the middle of a sentence is worse than a person's answer a little later.
  if (response.status !== "completed") return { kind: "no_reply", reason: "model_incomplete" };
  if (text === "") return { kind: "no_reply", reason: "model_empty" };
  const usage = {
    inputTokens: response.usage?.input_tokens ?? 0,
    cachedTokens: response.usage?.input_tokens_details?.cached_tokens ?? 0,
    outputTokens: response.usage?.output_tokens ?? 0,
  };
  return {
    kind: "reply",
    text,
    record: {
      route: null,
      route_reason: null,
      model,
      input_tokens: usage.inputTokens,
      cached_tokens: usage.cachedTokens,
      output_tokens: usage.outputTokens,
      cost_usd: priceUsage(env().MODEL_PRICES, model, usage),
      latency_ms: { generate: Math.round(performance.now() - started) },
      trimmed: prompt.trimmed,
    },
  };
}
