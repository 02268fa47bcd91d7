import { type FillContext, fillSchema } from "./fill-schema";
import type { FunctionTool, ResponseRequest } from "./response-request";
import { topicOf } from "./topics";

export type ToolCall = { name: string; arguments: string };

const TOOL_WORDS: Record<string, RegExp> = {
  human: /escalat|human|hand_?(over|off)/i,
  tracking: /track|shipment/i,
  shipping: /quot/i,
  payment: /pay/i,
  order: /order|cart|wish/i,
};

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
  const words = TOOL_WORDS[topicOf(context.lines.at(-1) ?? "").name];
  const fitting = tools.find(({ name }) => words?.test(name));
  if (choice === "required") return call(fitting ?? tools[0], context);
  return hasResult ? null : call(fitting, context);
}

function call(tool: FunctionTool | undefined, context: FillContext): ToolCall | null {
  if (tool === undefined) return null;
  return { name: tool.name, arguments: JSON.stringify(fillSchema(tool.parameters, context)) };
}
