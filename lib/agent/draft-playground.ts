import "server-only";
import { randomUUID } from "node:crypto";
import { z } from "zod";
import { assembleAnswer } from "@/lib/agent/assemble-answer";
import { type CallUsage, callModel } from "@/lib/agent/call-model";
import { composeDraft } from "@/lib/agent/compose-draft";
import { describeTools } from "@/lib/agent/describe-tools";
import type { PlaygroundCost, PlaygroundResult } from "@/lib/agent/playground-schemas";
import { toolOutput } from "@/lib/agent/tool-output";
import { readOnlyCall } from "@/lib/agent/tools/read-only-call";
import { toolsFor } from "@/lib/agent/tools/tools-for";
import type { Material } from "@/lib/agent/turn-material";
import type { BegunStep } from "@/lib/chat/begin-turn-step";
import { env } from "@/lib/env";

const jsonObject = z.record(z.string(), z.json());

type Draft = NonNullable<PlaygroundResult["draft"]>;

/** As in a turn: after these rounds words must follow. */
const mostToolRounds = 4;

/**
 * What the route's specialist would reply, with tools that read and none that write. Nothing is stored
 * and nothing leaves; a fault of the model is shown and not tried again.
 */
export async function draftInPlayground(about: {
  begun: BegunStep;
  material: Material;
  profile: string;
}): Promise<Draft> {
  const { material, profile } = about;
  const model = env().AGENT_MODEL;
  const all = toolsFor(material.route);
  const reading = new Set(all.filter((tool) => !tool.writes).map((tool) => tool.name));
  const tools = describeTools(material.route).filter((tool) => reading.has(tool.name));
  const used: Draft["tools"] = [];
  const usage: CallUsage[] = [];
  let latencyMs = 0;
  let begun: BegunStep = about.begun;
  const result = (rest: Partial<Draft>): Draft => ({
    parts: [],
    fault: null,
    findings: [],
    hand_off: null,
    tools: used,
    left_out: all.filter((tool) => tool.writes).map((tool) => tool.name),
    model,
    cost: costOf(usage, latencyMs),
    ...rest,
  });

  for (let round = 0; ; round += 1) {
    const prompt = assembleAnswer({
      ...{ begun, material, model, profile, tools },
      ...{ round: 0, promptShare: 1, brief: false },
    });
    const call = await callModel({
      model,
      customerId: begun.customer_id,
      instructions: prompt.instructions,
      input: prompt.input,
      tools: prompt.tools,
      toolChoice: round >= mostToolRounds ? "none" : "auto",
      maxOutputTokens: env().LLM_OUTPUT_BUFFER_TOKENS * 4,
      timeoutMs: env().MODEL_TIMEOUT_MS,
      cacheKey: `parcelo-${material.route}`,
    });
    usage.push(...call.usage);
    latencyMs += call.latencyMs;
    if (call.fault) return result({ fault: call.fault.fault });
    const calls = call.response.output.filter((item) => item.type === "function_call");
    if (calls.length === 0 || round >= mostToolRounds) {
      const draft = composeDraft(call.response.output_text, { begun, material, prompt });
      return result({
        parts: draft.parts,
        fault: draft.parts.length === 0 ? "empty" : null,
        findings: draft.findings,
        hand_off: draft.handOff,
      });
    }
    const steps: BegunStep["steps"] = [...begun.steps];
    for (const [item_no, { call_id, name, arguments: written }] of calls.entries()) {
      const asked = { type: "function_call" as const, call_id, name, arguments: written };
      const outcome = await readOnlyCall(material.route, asked, {
        sessionId: begun.session_id,
        customerId: begun.customer_id,
        turnId: randomUUID(), // No row has it: only tools that write would look for one.
        uptoSeq: begun.upto_seq,
        locale: begun.last_language ?? begun.locale,
      });
      used.push({ tool: name, outcome: outcome.outcome });
      const at = { round: 0, call_no: round };
      if (item_no === 0) steps.push({ ...at, item_no, kind: "said", content: keptOf(calls) });
      const data = jsonObject.parse(outcome.data);
      const content = { call: asked, output: toolOutput(outcome), result: { ...outcome, data } };
      steps.push({ ...at, item_no, kind: "tool_result", content });
    }
    begun = { ...begun, steps };
  }
}

function keptOf(calls: readonly { call_id: string; name: string; arguments: string }[]) {
  return calls.map(({ call_id, name, arguments: written }) => ({
    ...{ type: "function_call" as const, call_id, name, arguments: written },
  }));
}

/** What calls took together; no cost when the price of one is not known. */
export function costOf(usage: readonly CallUsage[], latencyMs: number): PlaygroundCost {
  const sum = (pick: (each: CallUsage) => number) => usage.reduce((so, each) => so + pick(each), 0);
  const known = usage.every((each) => each.cost_usd !== null);
  return {
    calls: usage.length,
    input_tokens: sum((each) => each.input_tokens),
    output_tokens: sum((each) => each.output_tokens),
    cost_usd: known ? sum((each) => each.cost_usd ?? 0) : null,
    latency_ms: latencyMs,
  };
}
