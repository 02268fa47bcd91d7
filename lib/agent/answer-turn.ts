import "server-only";
import type { FunctionTool, ResponseOutputItem } from "openai/resources/responses/responses";
import { assembleAnswer } from "@/lib/agent/assemble-answer";
import type { Prompt } from "@/lib/agent/assemble-prompt";
import { callModel } from "@/lib/agent/call-model";
import { composeDraft } from "@/lib/agent/compose-draft";
import { materialOf } from "@/lib/agent/material-of";
import type { ModelFault } from "@/lib/agent/model-fault";
import type { Attempt } from "@/lib/agent/plan-attempt";
import { profileText } from "@/lib/agent/profile-text";
import type { Material } from "@/lib/agent/turn-material";
import {
  type BegunStep,
  beginTurnStep,
  type Turn,
  type TurnStep,
} from "@/lib/chat/begin-turn-step";
import { type StepRow, saveTurnProgress } from "@/lib/chat/save-turn-progress";
import { env } from "@/lib/env";
import { readAgentProfile } from "@/lib/knowledge/read-agent-profile";
import { type JudgedHit, saveRecallHits } from "@/lib/recall/save-recall-hits";

export type Place = { round: number; callNo: number; attemptNo: number; attempt: Attempt };
export type Said =
  | { kind: "drafted" | "not_ours" }
  | { kind: "calls"; count: number }
  | ({ kind: "fault" } & ModelFault);

/** Rounds of tool calls in one generation; the call after the last one must answer in words. */
export const mostToolRounds = 4;

/**
 * One call of the route's specialist: it asks for tools, or it gives the reply, which is guarded and
 * kept as the turn's draft. What went wrong with the model comes back as a fault. Safe to run twice:
 * what was saved is not asked again.
 */
export async function answerTurn(turn: Turn, place: Place): Promise<Said> {
  const [begun, profile] = await Promise.all([beginTurnStep(turn), readAgentProfile()]);
  if (!begun) return { kind: "not_ours" };
  if (begun.is_drafted) return { kind: "drafted" };
  const earlier = callsSaidAt(begun.steps, place);
  if (earlier > 0) return { kind: "calls", count: earlier };
  const material = materialOf(begun.steps, place.round);

  const started = performance.now();
  const model = modelOf(place.attempt);
  const prompt = assembleAnswer({
    begun,
    material,
    model,
    round: place.round,
    promptShare: place.attempt.promptShare,
    brief: place.attempt.brief,
    profile: profileText(profile, material.route),
  });
  const assembleMs = Math.round(performance.now() - started);
  const call = await callModel({
    model,
    customerId: begun.customer_id,
    instructions: prompt.instructions,
    input: prompt.input,
    tools: prompt.tools,
    toolChoice: toolChoice(begun, material, place, prompt.tools),
    // Thinking counts as output: the reserve alone would leave some replies without a word.
    maxOutputTokens: env().LLM_OUTPUT_BUFFER_TOKENS * (place.attempt.brief ? 8 : 4),
    timeoutMs: env().MODEL_TIMEOUT_MS,
    cacheKey: `parcelo-${material.route}`,
  });
  const calls = call.fault
    ? []
    : call.response.output.filter((item) => item.type === "function_call");
  const draft =
    call.fault || calls.length > 0
      ? null
      : composeDraft(call.response.output_text, { begun, material, prompt });
  const fault =
    call.fault ??
    (draft && draft.parts.length === 0 ? { fault: "empty" as const, waitMs: null } : null);
  const record = {
    model,
    usage: call.usage,
    latency_ms: { assemble: assembleMs, model: call.latencyMs },
    prompts: [
      {
        round: place.round,
        call_no: place.callNo,
        attempt: place.attemptNo,
        purpose: "answer" as const,
        model,
        instructions: prompt.instructions,
        input: prompt.input,
        tools: prompt.tools,
        counted_tokens: prompt.countedTokens,
        result: fault?.fault ?? (draft ? ["ok", ...draft.findings].join(" ") : "calls"),
      },
    ],
    ...whatWentIn(begun, material, prompt),
  };
  if (fault) {
    const saved = await saveTurnProgress(turn, record);
    return saved ? { kind: "fault", ...fault } : { kind: "not_ours" };
  }
  if (!draft) {
    const steps: StepRow[] = [
      {
        round: place.round,
        call_no: place.callNo,
        item_no: 0,
        kind: "said",
        content: call.response?.output.flatMap(keptItem) ?? [],
      },
    ];
    const saved = await saveTurnProgress(turn, { ...record, steps });
    return saved ? { kind: "calls", count: calls.length } : { kind: "not_ours" };
  }
  const [saved] = await Promise.all([
    saveTurnProgress(turn, {
      ...record,
      parts: draft.parts,
      round: place.round,
      hand_off_reason: draft.handOff,
    }),
    saveRecallHits(turn.turnId, judgedHits(material, prompt)),
  ]);
  return { kind: saved ? "drafted" : "not_ours" };
}

function modelOf(attempt: Attempt): string {
  const fallback = attempt.model === "fallback" ? env().FALLBACK_MODEL : undefined;
  return fallback ?? env().AGENT_MODEL;
}

function callsSaidAt(steps: TurnStep[], place: Place): number {
  return steps.reduce((sum, step) => {
    const isHere =
      step.kind === "said" && step.round === place.round && step.call_no === place.callNo;
    return isHere ? sum + step.content.filter((item) => item.type === "function_call").length : sum;
  }, 0);
}

/** Who wants a person gets the hand-over called for certain; after the last round words must follow. */
function toolChoice(begun: BegunStep, material: Material, place: Place, tools: FunctionTool[]) {
  if (place.callNo >= mostToolRounds) return "none";
  const escalated = begun.steps.some(
    (step) => step.kind === "tool_result" && step.content.result.endsTurn !== undefined,
  );
  const name = "escalate_to_human";
  const forced = material.wantsHuman && !escalated && place.callNo === 0;
  return forced && tools.some((tool) => tool.name === name)
    ? { type: "function" as const, name }
    : "auto";
}

/** Calls and encrypted thinking go back with the next request; nothing else of an answer does. */
function keptItem(item: ResponseOutputItem): object[] {
  if (item.type === "function_call") {
    const { type, call_id, name } = item;
    return [{ type, call_id, name, arguments: item.arguments }];
  }
  if (item.type === "reasoning") {
    const { type, id, summary, encrypted_content } = item;
    return [{ type, id, summary, encrypted_content }];
  }
  return [];
}

function whatWentIn(begun: BegunStep, material: Material, prompt: Prompt) {
  return {
    trimmed: prompt.trimmed,
    recall_included: prompt.injectedHits.size > 0,
    recall_count: material.hits.length,
    summary_id: begun.memory?.id ?? null,
    article_ids: prompt.injectedArticles.map(({ id, version }) => ({ id, version })),
  };
}

function judgedHits(material: Material, prompt: Prompt): JudgedHit[] {
  return material.hits.map((hit) => ({
    ...hit,
    cut_reason: prompt.injectedHits.has(hit) ? null : "budget",
  }));
}
