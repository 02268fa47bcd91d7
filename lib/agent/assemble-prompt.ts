import type { ResponseInput } from "openai/resources/responses/responses";
import { agentInstructions } from "@/lib/agent/instructions";
import { quoteUntrusted } from "@/lib/agent/quote-untrusted";
import type { TurnContext, WindowMessage } from "@/lib/chat/read-turn-context";

export type Prompt = {
  instructions: string;
  input: ResponseInput;
  trimmed: { [what: string]: number };
};

/** Rough upper bound of characters a token stands for in our languages; tokens are counted later. */
const charactersPerToken = 3;

/**
 * The prompt of one turn: instructions, then (where they will sit) summary and recalled messages,
 * then the window, oldest first. Over budget the oldest window messages go first; the unanswered
 * ones stay. Pure.
 */
export function assemblePrompt(context: TurnContext, budgetTokens: number): Prompt {
  const budget = budgetTokens * charactersPerToken - agentInstructions.length;
  const kept: ResponseInput = [];
  let used = 0;
  let cut = 0;
  for (const message of context.messages.toReversed()) {
    const item = toInputItem(message);
    used += item.content.length;
    const unanswered = message.direction === "inbound" && message.seq > context.from_seq;
    if (used > budget && !unanswered) cut += 1;
    else kept.unshift(item);
  }
  return {
    instructions: agentInstructions,
    input: kept,
    trimmed: cut > 0 ? { window_messages: cut } : {},
  };
}

function toInputItem(message: WindowMessage) {
  if (message.author === "bot")
    return { role: "assistant" as const, content: message.rendered_text };
  if (message.author === "staff") {
    return { role: "assistant" as const, content: `[A colleague wrote] ${message.rendered_text}` };
  }
  const quoted = message.quoted_text
    ? `${quoteUntrusted("quoted_message", message.quoted_text)}\n`
    : "";
  return {
    role: "user" as const,
    content: quoted + quoteUntrusted("customer_message", message.rendered_text),
  };
}
