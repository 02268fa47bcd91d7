import { articleAnswer, asksPolicy } from "./article-answer";
import { type FillContext, fillSchema } from "./fill-schema";
import type { FunctionTool, ResponseRequest } from "./response-request";
import { topicOf, wantsHuman } from "./topics";

export type ToolCall = { name: string; arguments: string };

type Rule = {
  /** Which tools it is about, by name in any spelling. */
  tool: RegExp;
  when: (line: string, context: FillContext) => boolean;
};

const known = (pattern: RegExp, line: string, { background }: FillContext) =>
  pattern.test(line) || background.memory.some((text) => pattern.test(text));
const says = (pattern: RegExp) => (line: string) => pattern.test(line);

/** In the order in which they are tried; the first whose tool is offered and whose words fit is called. */
const RULES: Rule[] = [
  {
    tool: /track_?shipment|track_?parcel/i,
    when: (line) => topicOf(line).name === "tracking",
  },
  {
    tool: /get_?quotation/i,
    when: (line) => /\bQ-?\d+/i.test(line) && !/\b(pay|lipa)\b/i.test(line),
  },
  {
    tool: /(create|start)_?payment/i,
    when: (line, context) =>
      /\b(pay|lipa|nilipe)\b/i.test(line) && known(/\b(ORD|Q)-?\d+/i, line, context),
  },
  {
    tool: /get_?payment_?status|check_?payment/i,
    when: (line, context) =>
      /\b(paid|payment|nimelipa|malipo)\b/i.test(line) &&
      known(/\b(PAY|ORD|Q)-?\d+/i, line, context),
  },
  {
    tool: /create_?quotation/i,
    when: (line) => topicOf(line).name === "shipping" && /https?:|\d\s*(kg|kilo)/i.test(line),
  },
  {
    tool: /upgrade_?subscription/i,
    when: says(/\b(upgrade|subscribe|switch|join)\b.*\b(basic|plus|business|plan)\b/i),
  },
  { tool: /subscription_?status/i, when: says(/\bmy (plan|subscription|membership)\b/i) },
  {
    tool: /subscription_?plans|get_?plans/i,
    when: says(/\b(plans?|subscriptions?|membership)\b/i),
  },
  { tool: /payment_?methods/i, when: says(/\b(how can i pay|payment methods?|ways to pay)\b/i) },
  { tool: /website_?access|magic/i, when: says(/\b(log ?in|sign ?in|website|portal)\b/i) },
  { tool: /move_?to_?cart|move_?wishlist/i, when: says(/\bmove\b.*\bcart\b/i) },
  {
    tool: /update_?wishlist|wishlist_?crud/i,
    when: says(/\b(add|put|save|remove|delete)\b.*\bwish ?list\b/i),
  },
  { tool: /view_?wishlist/i, when: says(/\bwish ?list\b/i) },
  { tool: /update_?cart|cart_?crud/i, when: says(/\b(add|put|remove|delete)\b.*\bcart\b/i) },
  {
    tool: /order_?from_?cart|create_?order/i,
    when: says(/\b(check ?out|place (?:the|my|an) order|order (?:it|them|everything))\b/i),
  },
  { tool: /view_?cart/i, when: says(/\bcart\b/i) },
  { tool: /get_?orders/i, when: says(/\bmy orders?\b|\border (?:status|history)\b|\bORD-?\d+/i) },
  {
    tool: /collect_?feedback/i,
    when: says(/\b([1-5] ?(?:stars?|of 5|\/5|out of)|feedback|i rate)\b/i),
  },
  {
    tool: /personal_?data|delete_?my/i,
    when: says(/\b(delete|erase|copy of)\b.*\b(my|all)\b.*\b(data|account|information)\b/i),
  },
  { tool: /reply_?ticket/i, when: says(/\bticket\b.*\b(add|reply|say|tell)\b/i) },
  { tool: /get_?tickets?/i, when: says(/\bmy tickets?\b|\bticket status\b/i) },
  { tool: /create_?ticket/i, when: says(/\b(damaged|missing|wrong item|broken|imeharibika)\b/i) },
];

/**
 * The tool an agent would call first for the newest line, or null to answer in words. Called once
 * in a turn: with a result at hand the answer follows.
 */
export function chooseTool(
  request: ResponseRequest,
  context: FillContext,
  hasResult: boolean,
): ToolCall | null {
  const { tools, tool_choice: choice } = request;
  if (choice === "none" || tools.length === 0) return null;
  if (typeof choice === "object") {
    return call(
      tools.find(({ name }) => name === choice.name),
      context,
    );
  }
  const fitting = fittingTool(tools, context);
  if (choice === "required") return call(fitting ?? tools[0], context);
  return hasResult ? null : call(fitting, context);
}

function fittingTool(tools: FunctionTool[], context: FillContext): FunctionTool | undefined {
  const line = context.lines.at(-1) ?? "";
  const handOver = tools.find(({ name }) => /escalat|human|hand_?(over|off)/i.test(name));
  if (wantsHuman(context.lines)) return handOver;
  for (const { tool, when } of RULES) {
    const offered = tools.find(({ name }) => tool.test(name));
    if (offered && when(line, context)) return offered;
  }
  // Nothing at hand says it: an agent asks a colleague instead of guessing.
  const isOpen = asksPolicy(line) && articleAnswer(line, context.background) === null;
  return isOpen && topicOf(line).isOwn ? handOver : undefined;
}

function call(tool: FunctionTool | undefined, context: FillContext): ToolCall | null {
  if (tool === undefined) return null;
  const filled = fillSchema(tool.parameters, { ...context, purpose: "tool" });
  return { name: tool.name, arguments: JSON.stringify(filled) };
}
