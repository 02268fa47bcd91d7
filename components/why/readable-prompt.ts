import { whyCopy } from "@/components/copy/why";
import type { PromptAsSent } from "@/lib/agent/console-schemas";

type Item = PromptAsSent["input"][number];

/** A prompt as text: instructions, then each item under its role, then the tools. Pure. */
export function readablePrompt(
  prompt: Pick<PromptAsSent, "instructions" | "input" | "tools">,
): string {
  const parts = [
    `# ${whyCopy.instructions}\n${prompt.instructions}`,
    `# ${whyCopy.messages}\n${prompt.input.map(itemText).join("\n\n")}`,
  ];
  if (prompt.tools.length > 0) {
    parts.push(
      `# ${whyCopy.offered}\n${prompt.tools.map((tool) => JSON.stringify(tool)).join("\n")}`,
    );
  }
  return parts.join("\n\n");
}

function itemText(item: Item): string {
  const isPlain =
    typeof item === "object" && item !== null && !Array.isArray(item) && "content" in item;
  if (isPlain && typeof item.content === "string") {
    return `[${String(item.role)}]\n${item.content}`;
  }
  return JSON.stringify(item, null, 1);
}
