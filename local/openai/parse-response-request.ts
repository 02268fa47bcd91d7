import type { z } from "zod";
import { OpenaiError } from "./openai-error";
import { type InputItem, type ResponseRequest, requestSchema } from "./response-request";
import { strictSchemaFault } from "./strict-schema";

/**
 * Parses a Responses request and throws an OpenaiError for what the service refuses and for what
 * this product must never send: storing at OpenAI, no safety identifier, nothing to answer, an open
 * schema.
 */
export function parseResponseRequest(json: unknown): ResponseRequest {
  const parsed = requestSchema.safeParse(json);
  if (!parsed.success) throw firstIssue(parsed.error);
  const request = parsed.data;
  if (request.store !== false) throw new OpenaiError(400, "'store' must be false here.", "store");
  const identifier = request.safety_identifier;
  if (identifier == null || identifier === "") {
    throw new OpenaiError(400, "'safety_identifier' is required here.", "safety_identifier");
  }
  if (identifier.length > 128) {
    const message = "Invalid 'safety_identifier': string too long, maximum length 128.";
    throw new OpenaiError(400, message, "safety_identifier", "string_above_max_length");
  }
  const input: InputItem[] =
    typeof request.input === "string" ? [{ role: "user", content: request.input }] : request.input;
  checkReasoning(request);
  checkInput(input);
  checkSchemas(request);
  return { ...request, input };
}

/** Models before gpt-5 do not think, and refuse to be told how much they should. */
function checkReasoning({ model, reasoning, include }: z.output<typeof requestSchema>): void {
  if (!/^gpt-[1-4]/.test(model)) return;
  const param = reasoning != null ? "reasoning.effort" : include?.length ? "include" : null;
  if (param === null) return;
  const message = `Unsupported parameter: '${param}' is not supported with this model.`;
  throw new OpenaiError(400, message, param, "unsupported_parameter");
}

function checkInput(input: InputItem[]): void {
  const blank = input.findIndex((item) => "role" in item && isBlank(item.content));
  if (input.length === 0 || blank !== -1) {
    const param = input.length === 0 ? "input" : `input[${blank}].content`;
    throw new OpenaiError(400, `Invalid '${param}': empty, there is nothing to answer.`, param);
  }
  const open = new Set<string>();
  for (const item of input) {
    if (!("call_id" in item)) continue;
    if (item.type === "function_call") open.add(item.call_id);
    else if (!open.delete(item.call_id)) {
      const message = `No tool call found for function call output with call_id ${item.call_id}.`;
      throw new OpenaiError(400, message, "input");
    }
  }
  const [unanswered] = open;
  if (unanswered !== undefined) {
    throw new OpenaiError(400, `No tool output found for function call ${unanswered}.`, "input");
  }
}

function isBlank(content: string | { type: string; text?: string }[]): boolean {
  if (typeof content === "string") return content.trim() === "";
  return content.every((part) => part.text?.trim() === "");
}

function checkSchemas({ text, tools }: z.output<typeof requestSchema>): void {
  const named = tools.map((tool, i) => {
    const { name, parameters, strict = false } = tool;
    return { name, schema: parameters, strict, param: `tools[${i}].parameters` };
  });
  if (text.format.type === "json_schema") {
    const { name, schema, strict = false } = text.format;
    named.push({ name, schema, strict, param: "text.format.schema" });
  }
  for (const { name, schema, strict, param } of named) {
    const fault = strict === true ? strictSchemaFault(schema) : "'strict' must be true here";
    if (fault === null) continue;
    const message = `Invalid schema for '${name}': ${fault}.`;
    throw new OpenaiError(400, message, param, "invalid_json_schema");
  }
}

function firstIssue(error: z.ZodError): OpenaiError {
  const issue = error.issues[0];
  if (issue === undefined) return new OpenaiError(400, "Invalid request.");
  const path = issue.path.map((key) => (typeof key === "number" ? `[${key}]` : `.${String(key)}`));
  const param = path.join("").replace(/^\./, "") || null;
  if (issue.code === "unrecognized_keys") {
    const name = [param, issue.keys[0]].filter(Boolean).join(".");
    return new OpenaiError(400, `Unknown parameter: '${name}'.`, name, "unknown_parameter");
  }
  if (param === null) return new OpenaiError(400, "The body must be a JSON object.");
  return new OpenaiError(400, `Invalid '${param}': ${issue.message}.`, param, "invalid_value");
}
