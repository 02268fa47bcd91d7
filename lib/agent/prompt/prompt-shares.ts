import type { FunctionTool, ResponseInputItem } from "openai/resources/responses/responses";
import type { PromptShare } from "@/lib/agent/playground-schemas";

/** What the service adds for each item. */
const perItem = 4;

const kindsByTag: Record<string, PromptShare["kind"]> = {
  summary: "summary",
  knowledge_article: "articles",
  recalled_messages: "recalled",
  turn_context: "moment",
};

/** How many tokens of a prompt each kind of content takes, in the order in which it is sent. Pure. */
export function promptShares(
  prompt: { instructions: string; tools: FunctionTool[]; input: ResponseInputItem[] },
  count: (text: string) => number,
): PromptShare[] {
  const shares = new Map<PromptShare["kind"], PromptShare>();
  const add = (kind: PromptShare["kind"], tokens: number, items = 1) => {
    const so = shares.get(kind) ?? { kind, count: 0, tokens: 0 };
    shares.set(kind, { kind, count: so.count + items, tokens: so.tokens + tokens });
  };
  add("instructions", count(prompt.instructions));
  if (prompt.tools.length > 0) {
    add("tools", count(JSON.stringify(prompt.tools)), prompt.tools.length);
  }
  for (const item of prompt.input) {
    const text = textOf(item);
    add(
      text === null ? "tool_results" : kindOf(text),
      count(text ?? JSON.stringify(item)) + perItem,
    );
  }
  return [...shares.values()];
}

function textOf(item: ResponseInputItem): string | null {
  return "content" in item && typeof item.content === "string" ? item.content : null;
}

function kindOf(text: string): PromptShare["kind"] {
  return kindsByTag[/^<(\w+)/.exec(text)?.[1] ?? ""] ?? "window";
}
