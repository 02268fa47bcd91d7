import type { ResponseInputItem } from "openai/resources/responses/responses";
import type { TurnStep } from "@/lib/chat/begin-turn-step";

/**
 * What the turn's tools were asked and gave back, in order, as items that follow the conversation. Of an
 * earlier generation (the customer went on writing) the calls count as well, so that nothing is done
 * twice; its thinking does not. A call without a result is left out: the service refuses it. One that
 * each generation notes anew (what the customer's yes made happen) is told once, with its newest result.
 */
export function replayToolItems(steps: readonly TurnStep[], round: number): ResponseInputItem[] {
  const results = new Map<string, string>();
  for (const step of steps) {
    if (step.kind === "tool_result") results.set(step.content.call.call_id, step.content.output);
  }
  const told = new Set<string>();
  return steps.flatMap((step): ResponseInputItem[] => {
    if (step.kind !== "said") return [];
    const items: ResponseInputItem[] = [];
    const thoughts = step.content.filter((item) => item.type === "reasoning");
    const calls = step.content.flatMap((item) => {
      if (item.type !== "function_call" || told.has(item.call_id)) return [];
      const output = results.get(item.call_id);
      if (output === undefined) return [];
      told.add(item.call_id);
      return [{ call: item, output }];
    });
    if (step.round === round && calls.length > 0) items.push(...thoughts);
    for (const { call } of calls) items.push(call);
    for (const { call, output } of calls) {
      items.push({ type: "function_call_output", call_id: call.call_id, output });
    }
    return items;
  });
}
