import { z } from "zod";
import { jsonSchemaSchema } from "./strict-schema";

const inputPart = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("input_text"), text: z.string() }),
  z.strictObject({
    type: z.literal("input_image"),
    image_url: z.string().nullish(),
    file_id: z.string().nullish(),
    detail: z.enum(["low", "high", "auto", "original"]).optional(),
  }),
]);
const outputPart = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("output_text"),
    text: z.string(),
    annotations: z.array(z.unknown()).optional(),
    logprobs: z.array(z.unknown()).optional(),
  }),
  z.strictObject({ type: z.literal("refusal"), refusal: z.string() }),
]);
/** Keys that the items of an earlier response carry when they are sent back. */
const replayed = { id: z.string().optional(), status: z.string().nullish() };
const messageItem = z.discriminatedUnion("role", [
  z.strictObject({
    ...replayed,
    type: z.literal("message").optional(),
    role: z.enum(["user", "system", "developer"]),
    content: z.union([z.string(), z.array(inputPart)]),
  }),
  z.strictObject({
    ...replayed,
    type: z.literal("message").optional(),
    role: z.literal("assistant"),
    content: z.union([z.string(), z.array(outputPart)]),
    phase: z.enum(["commentary", "final_answer"]).nullish(),
  }),
]);
const otherItem = z.discriminatedUnion("type", [
  z.strictObject({
    ...replayed,
    type: z.literal("function_call"),
    call_id: z.string().min(1),
    name: z.string(),
    arguments: z.string(),
  }),
  z.strictObject({
    ...replayed,
    type: z.literal("function_call_output"),
    call_id: z.string().min(1),
    output: z.union([z.string(), z.array(inputPart)]),
  }),
  z.strictObject({
    ...replayed,
    type: z.literal("reasoning"),
    summary: z.array(z.unknown()),
    encrypted_content: z.string().nullish(),
  }),
]);
const inputItem = z.union([messageItem, otherItem]);
export type InputItem = z.output<typeof inputItem>;

const functionTool = z.strictObject({
  type: z.literal("function"),
  name: z.string().regex(/^[a-zA-Z0-9_-]{1,64}$/),
  description: z.string().nullish(),
  parameters: jsonSchemaSchema,
  strict: z.boolean().nullish(),
});
export type FunctionTool = z.output<typeof functionTool>;

const format = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("text") }),
  z.strictObject({
    type: z.literal("json_schema"),
    name: z.string().regex(/^[a-zA-Z0-9_-]{1,64}$/),
    description: z.string().optional(),
    schema: jsonSchemaSchema,
    strict: z.boolean().nullish(),
  }),
]);

/** Strict on purpose: a parameter that this list lacks is a typo, or something to decide about. */
export const requestSchema = z.strictObject({
  model: z.string().min(1),
  input: z.union([z.string(), z.array(inputItem)]),
  instructions: z.string().nullish(),
  text: z
    .strictObject({
      format: format.default({ type: "text" }),
      verbosity: z.enum(["low", "medium", "high"]).nullish(),
    })
    .prefault({}),
  tools: z.array(functionTool).default([]),
  tool_choice: z
    .union([
      z.enum(["none", "auto", "required"]),
      z.strictObject({ type: z.literal("function"), name: z.string() }),
    ])
    .default("auto"),
  parallel_tool_calls: z.boolean().nullish(),
  max_tool_calls: z.number().int().positive().nullish(),
  max_output_tokens: z.number().int().min(16).nullish(),
  include: z.array(z.enum(["reasoning.encrypted_content"])).nullish(),
  reasoning: z
    .strictObject({
      effort: z.enum(["none", "minimal", "low", "medium", "high", "xhigh", "max"]).nullish(),
      summary: z.enum(["auto", "concise", "detailed"]).nullish(),
    })
    .nullish(),
  store: z.boolean().nullish(),
  safety_identifier: z.string().nullish(),
  prompt_cache_key: z.string().nullish(),
  prompt_cache_retention: z.enum(["in_memory", "24h"]).nullish(),
  metadata: z.record(z.string(), z.string().max(512)).nullish(),
  service_tier: z.enum(["auto", "default", "flex", "priority"]).nullish(),
  temperature: z.number().min(0).max(2).nullish(),
  top_p: z.number().min(0).max(1).nullish(),
  truncation: z.enum(["auto", "disabled"]).nullish(),
});
export type ResponseRequest = Omit<z.output<typeof requestSchema>, "input"> & {
  input: InputItem[];
};
