import type { ResponseInputItem } from "openai/resources/responses/responses";
import { cutToTokens, shareRoom } from "@/lib/agent/prompt/fit-texts";

const perItem = 4;

/**
 * Calls and their results within `room` tokens: long results are cut with a marker, the calls stay,
 * since the service refuses a result without its call.
 */
export function fitToolItems(
  items: readonly ResponseInputItem[],
  room: number,
  count: (text: string) => number,
): { items: ResponseInputItem[]; cost: number; cut: number } {
  const costs = items.map((item) => costOf(item, count));
  const outputs = items.map((item) => (isOutput(item) ? count(item.output) : 0));
  const fixed = costs.reduce((sum, cost) => sum + cost, 0);
  const shares = shareRoom(outputs, room - fixed);
  let cut = 0;
  let cost = fixed;
  const fitted = items.map((item, n) => {
    if (!isOutput(item)) return item;
    const share = shares[n] ?? 0;
    if (share >= (outputs[n] ?? 0)) {
      cost += outputs[n] ?? 0;
      return item;
    }
    cut += 1;
    const output = cutToTokens(item.output, share, count) || "[cut]";
    cost += count(output);
    return { ...item, output };
  });
  return { items: fitted, cost, cut };
}

function isOutput(
  item: ResponseInputItem,
): item is ResponseInputItem.FunctionCallOutput & { output: string } {
  return item.type === "function_call_output" && typeof item.output === "string";
}

/** What an item costs without a result's text. Encrypted thinking is counted by its size. */
function costOf(item: ResponseInputItem, count: (text: string) => number): number {
  if (item.type === "function_call") return perItem + count(`${item.name}${item.arguments}`);
  if (item.type === "reasoning") {
    return perItem + Math.ceil((item.encrypted_content ?? "").length / 8);
  }
  return perItem;
}
