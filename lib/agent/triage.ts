import "server-only";
import { assemblePrompt } from "@/lib/agent/assemble-prompt";
import { type CallUsage, callModel } from "@/lib/agent/call-model";
import { countTokens, encodingOf } from "@/lib/agent/count-tokens";
import { triageRules } from "@/lib/agent/instructions";
import { parseTriage, type Triage, triageFormat, withoutTriage } from "@/lib/agent/triage-format";
import type { BegunStep } from "@/lib/chat/begin-turn-step";
import type { SentPrompt } from "@/lib/chat/save-turn-progress";
import { unansweredMessages } from "@/lib/chat/turn-context";
import { env } from "@/lib/env";

export type Triaged = {
  triage: Triage;
  /** `ok`, or why triage gave no usable answer and the general specialist serves. */
  result: string;
  usage: CallUsage[];
  prompts: SentPrompt[];
  latencyMs: number;
};

/** Enough to see what the newest words refer to; the specialist reads the whole window. */
const windowSize = 8;
const mostPromptTokens = 3_000;
/** The first call and one repair. */
const mostCalls = 2;
/** A classification that takes longer is not worth the wait: the general specialist serves. */
const longestWaitMs = 20_000;

/**
 * One structured classification of what the customer wrote. Never fails for a fault of the model: a
 * reply by the general specialist is better than none. An answer of another structure, or one cut
 * short, is asked for once more.
 */
export async function triageTurn(begun: BegunStep, round: number): Promise<Triaged> {
  const model = env().TRIAGE_MODEL;
  const encoding = encodingOf(model);
  const budget = env().LLM_MAX_PROMPT_TOKENS - env().LLM_OUTPUT_BUFFER_TOKENS;
  const shown = Math.max(windowSize, unansweredMessages(begun).length);
  const prompt = assemblePrompt(
    {
      rules: triageRules,
      profile: "",
      tools: [],
      format: JSON.stringify(triageFormat.schema),
      summary: begun.memory?.text ?? null,
      material: { hits: [], articles: [], language: begun.last_language ?? "unknown", note: null },
      context: { messages: begun.messages.slice(-shown), from_seq: begun.from_seq },
      toolItems: [],
      now: new Date(),
    },
    Math.min(budget, mostPromptTokens),
    (text) => countTokens(text, encoding),
  );
  const usage: CallUsage[] = [];
  const prompts: SentPrompt[] = [];
  let latencyMs = 0;
  let result = "invalid";
  for (let attempt = 0; attempt < mostCalls; attempt += 1) {
    const call = await callModel({
      model,
      customerId: begun.customer_id,
      instructions: prompt.instructions,
      input: prompt.input,
      format: triageFormat,
      // Thinking counts as output; a classification itself is short.
      maxOutputTokens: env().LLM_OUTPUT_BUFFER_TOKENS * (2 + 2 * attempt),
      timeoutMs: Math.min(env().MODEL_TIMEOUT_MS, longestWaitMs),
      cacheKey: "parcelo-triage",
    });
    usage.push(...call.usage);
    latencyMs += call.latencyMs;
    const triage = call.fault ? null : parseTriage(call.response.output_text);
    result = call.fault?.fault ?? (triage ? "ok" : "invalid");
    prompts.push({
      round,
      call_no: 0,
      attempt,
      purpose: "triage",
      model,
      instructions: prompt.instructions,
      input: prompt.input,
      tools: [],
      counted_tokens: prompt.countedTokens,
      result,
    });
    if (triage) return { triage, result, usage, prompts, latencyMs };
    if (result !== "invalid" && result !== "truncated") break;
  }
  return { triage: withoutTriage(begun.last_language), result, usage, prompts, latencyMs };
}
