import { insertLinks } from "@/lib/agent/tools/insert-links";
import type { ToolResult } from "@/lib/agent/tools/tool";

/**
 * The reply as the customer reads it: what the model wrote, links put in by code, and the exact words
 * of the question that waits for a yes. Pure.
 */
export function finishReply(
  text: string,
  results: readonly ToolResult[],
  allowedHosts: readonly string[],
): string {
  const links = Object.assign({}, ...results.map((result) => result.links ?? {}));
  // The newest question alone is open: a yes must not be able to mean two things.
  const question = results.findLast((result) => result.say !== undefined)?.say;
  // One that the model repeated word for word is asked once, at the end.
  const said = question === undefined ? text : text.replace(question, "");
  return [insertLinks(said, links, allowedHosts), question ?? ""]
    .filter((part) => part !== "")
    .join("\n\n");
}
