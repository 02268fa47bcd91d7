import { readBackground } from "./background";
import { chooseTool, type ToolCall } from "./choose-tool";
import { composeNotes, notesFormatName } from "./compose-notes";
import { composeReply } from "./compose-reply";
import { toolOutputs, unansweredLines } from "./customer-lines";
import { fillSchema } from "./fill-schema";
import { pictureWords } from "./picture-words";
import type { ResponseRequest } from "./response-request";
import type { ScriptedOutput } from "./script-queue";

/** What the model says, before it takes its wire form. */
export type ModelOutput =
  | { kind: "text"; text: string }
  | { kind: "tool_calls"; calls: ToolCall[] }
  | { kind: "refusal"; text: string }
  | { kind: "incomplete"; reason: "max_output_tokens" | "content_filter"; text: string }
  | { kind: "empty" }
  | { kind: "failed"; message: string };

/** The stand-in's own answer; the same request always gets the same one. */
export function composeOutput(request: ResponseRequest): ModelOutput {
  if (request.text.format.type === "json_schema" && request.text.format.name === notesFormatName)
    return { kind: "text", text: JSON.stringify(composeNotes(request)) };
  const picture = pictureWords(request.input);
  if (picture !== null) return { kind: "text", text: describedAs(picture, request) };
  const lines = unansweredLines(request.input);
  const results = toolOutputs(request.input);
  const background = readBackground(request.input);
  const reply = composeReply(lines, results, background);
  const context = { lines, reply, background, purpose: "answer" as const };
  const tool = chooseTool(request, context, results.length > 0);
  if (tool !== null) return { kind: "tool_calls", calls: [tool] };
  const { format } = request.text;
  if (format.type === "text") return { kind: "text", text: reply };
  return { kind: "text", text: JSON.stringify(fillSchema(format.schema, context)) };
}

/** A picture in words, in the structure that was asked for. */
function describedAs(words: string, { text: { format } }: ResponseRequest): string {
  if (format.type === "text") return words || "There is nothing to be seen.";
  const entries = Object.entries(format.schema.properties ?? {}).map(([name, schema]) => {
    return [name, schema.type === "boolean" ? words !== "" : words] as const;
  });
  return JSON.stringify(Object.fromEntries(entries));
}

/** A dictated output; `bad_json` is what the model would have said, cut in the middle. */
export function scriptedOutput(scripted: ScriptedOutput, request: ResponseRequest): ModelOutput {
  switch (scripted.kind) {
    case "json":
      return { kind: "text", text: JSON.stringify(scripted.value) };
    case "bad_json": {
      const own = composeOutput(request);
      const text = own.kind === "text" ? own.text : "{}";
      return { kind: "text", text: text.slice(0, Math.max(1, Math.floor(text.length / 2))) };
    }
    case "tool_calls":
      return {
        kind: "tool_calls",
        calls: scripted.calls.map(({ name, arguments: given }) => {
          return { name, arguments: typeof given === "string" ? given : JSON.stringify(given) };
        }),
      };
    default:
      return scripted;
  }
}
