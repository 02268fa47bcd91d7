import { withoutEscapes } from "./background";
import type { InputItem } from "./response-request";

/** Quoted data that surrounds what the customer says: recall, summaries, profiles. */
const BACKGROUND =
  /<([\w-]*(?:recall|memory|memories|summary|context|knowledge|quoted|earlier|profile|background|history)[\w-]*)\b[^>]*>[\s\S]*?<\/\1>/gi;
const TAG = /<\/?[a-z][\w-]*(?:\s[^<>]*)?>/gi;

/**
 * What the customer wrote since the last assistant message, one entry a line. Tagged background
 * (recall, summary, knowledge …) is left out, other tags are stripped.
 */
export function unansweredLines(input: InputItem[]): string[] {
  const lastAnswer = input.findLastIndex((item) => "role" in item && item.role === "assistant");
  const lines = input.slice(lastAnswer + 1).flatMap((item) => {
    if (!("role" in item) || item.role !== "user") return [];
    const parts =
      typeof item.content === "string"
        ? [item.content]
        : item.content.map((part) => ("text" in part ? part.text : "[picture]"));
    return parts.flatMap((part) =>
      withoutEscapes(part.replace(BACKGROUND, "\n").replace(TAG, "\n")).split("\n"),
    );
  });
  return [...new Set(lines.map((line) => line.trim()).filter((line) => line !== ""))];
}

/** The last tool results since the last assistant message, newest last. */
export function toolOutputs(input: InputItem[]): string[] {
  const lastAnswer = input.findLastIndex((item) => "role" in item && item.role === "assistant");
  return input.slice(lastAnswer + 1).flatMap((item) => {
    if (!("type" in item) || item.type !== "function_call_output") return [];
    return typeof item.output === "string" ? [item.output] : [];
  });
}
