import { createHash } from "node:crypto";
import type { ModelOutput } from "./compose-output";
import { countTokens } from "./count-tokens";
import type { ResponseRequest } from "./response-request";

/** Tokens that thinking costs at each effort; enough for a budget to notice. */
const REASONING_TOKENS: Record<string, number> = {
  none: 0,
  minimal: 0,
  low: 16,
  medium: 64,
  high: 128,
  xhigh: 256,
  max: 256,
};

/** The Responses object for an output, with usage counted in o200k. */
export function buildResponse(
  request: ResponseRequest,
  output: ModelOutput,
  about: { serial: number; at: Date },
) {
  const digest = createHash("sha256").update(JSON.stringify(request)).digest("hex").slice(0, 32);
  const suffix = `${digest}${about.serial.toString(16).padStart(8, "0")}`;
  const reasoningTokens = REASONING_TOKENS[request.reasoning?.effort ?? "medium"] ?? 0;
  const spoken = spokenText(output);
  const spokenTokens = countTokens(spoken);
  const limit = request.max_output_tokens ?? null;
  const cut = limit !== null && spokenTokens + reasoningTokens > limit;
  const incomplete =
    output.kind === "incomplete" ? output.reason : cut ? ("max_output_tokens" as const) : null;
  const status =
    output.kind === "failed" ? "failed" : incomplete === null ? "completed" : "incomplete";
  const room = limit === null ? spokenTokens : Math.max(0, limit - reasoningTokens);
  const outputTokens = Math.min(spokenTokens, room) + reasoningTokens;
  const inputTokens = countInput(request);
  const seconds = Math.floor(about.at.getTime() / 1000);

  return {
    id: `resp_${suffix}`,
    object: "response",
    created_at: seconds,
    completed_at: status === "completed" ? seconds : null,
    status,
    background: false,
    error: output.kind === "failed" ? { code: "server_error", message: output.message } : null,
    incomplete_details: incomplete === null ? null : { reason: incomplete },
    instructions: request.instructions ?? null,
    max_output_tokens: limit,
    max_tool_calls: request.max_tool_calls ?? null,
    metadata: request.metadata ?? {},
    model: request.model,
    output: [
      ...reasoningItems(request, reasoningTokens, suffix),
      ...outputItems(output, suffix, cut ? share(spoken, room / spokenTokens) : null),
    ],
    parallel_tool_calls: request.parallel_tool_calls ?? true,
    previous_response_id: null,
    prompt_cache_key: request.prompt_cache_key ?? null,
    reasoning: { effort: request.reasoning?.effort ?? "medium", summary: null },
    safety_identifier: request.safety_identifier ?? null,
    service_tier: "default",
    store: false,
    temperature: request.temperature ?? 1,
    text: request.text,
    tool_choice: request.tool_choice,
    tools: request.tools,
    top_p: request.top_p ?? 1,
    truncation: request.truncation ?? "disabled",
    usage: {
      input_tokens: inputTokens,
      input_tokens_details: { cached_tokens: 0, cache_write_tokens: 0 },
      output_tokens: outputTokens,
      output_tokens_details: { reasoning_tokens: reasoningTokens },
      total_tokens: inputTokens + outputTokens,
    },
    user: null,
  };
}

function reasoningItems(request: ResponseRequest, tokens: number, suffix: string) {
  if (tokens === 0) return [];
  const encrypted = request.include?.includes("reasoning.encrypted_content")
    ? { encrypted_content: Buffer.from(`stand-in:${suffix}`).toString("base64") }
    : {};
  return [{ id: `rs_${suffix}`, type: "reasoning", summary: [], ...encrypted }];
}

/** `cutText`: what is left of the text when it exceeds `max_output_tokens`. */
function outputItems(output: ModelOutput, suffix: string, cutText: string | null) {
  const isCut = cutText !== null || output.kind === "incomplete";
  const status = isCut ? "incomplete" : "completed";
  const message = (content: object) => {
    return [
      { id: `msg_${suffix}`, type: "message", status, role: "assistant", content: [content] },
    ];
  };
  switch (output.kind) {
    case "text":
    case "incomplete": {
      const text = cutText ?? output.text;
      if (text === "" && isCut) return [];
      return message({ type: "output_text", text, annotations: [], logprobs: [] });
    }
    case "refusal":
      return message({ type: "refusal", refusal: output.text });
    case "tool_calls":
      return output.calls.map((call, i) => ({
        id: `fc_${suffix}${i}`,
        type: "function_call",
        status: "completed",
        call_id: `call_${suffix}${i}`,
        name: call.name,
        arguments: call.arguments,
      }));
    default:
      return [];
  }
}

function spokenText(output: ModelOutput): string {
  if (output.kind === "tool_calls") {
    return output.calls.map((call) => `${call.name}${call.arguments}`).join("");
  }
  return "text" in output ? output.text : "";
}

function share(text: string, part: number): string {
  const characters = [...text];
  return characters.slice(0, Math.floor(characters.length * part)).join("");
}

/** Roughly as the service counts: all text, a few tokens an item, schemas and tools as JSON. */
function countInput(request: ResponseRequest): number {
  const { input, instructions, tools, text } = request;
  const texts = input.flatMap((item) => {
    if ("role" in item) {
      if (typeof item.content === "string") return [item.content];
      return item.content.map((part) => ("text" in part ? part.text : "picture ".repeat(85)));
    }
    if (item.type === "function_call") return [`${item.name}${item.arguments}`];
    if (item.type === "function_call_output") return [JSON.stringify(item.output)];
    return [];
  });
  const extras = [
    instructions ?? "",
    ...(tools.length > 0 ? [JSON.stringify(tools)] : []),
    ...(text.format.type === "json_schema" ? [JSON.stringify(text.format.schema)] : []),
  ];
  const counted = [...texts, ...extras].reduce((sum, part) => sum + countTokens(part), 0);
  return counted + 4 * input.length + 3;
}
