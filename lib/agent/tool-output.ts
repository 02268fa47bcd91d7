import { cutText, escapeMarkup, visibleText } from "@/lib/agent/quote-untrusted";
import type { ToolResult } from "@/lib/agent/tools/tool";

const longestOutput = 6_000;

/**
 * A tool's result as the model reads it: data that opens no tag and hides no character. Links are named
 * only; code puts their addresses in.
 */
export function toolOutput(result: ToolResult): string {
  const names = Object.keys(result.links ?? {});
  const told = {
    outcome: result.outcome,
    ...result.data,
    ...(names.length > 0 ? { links: names.map((name) => `[[link:${name}]]`) } : {}),
  };
  return cutText(escapeMarkup(visibleText(JSON.stringify(told))), longestOutput);
}
