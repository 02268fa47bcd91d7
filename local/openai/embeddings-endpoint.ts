import { z } from "zod";
import type { Faults } from "../providers/faults";
import { type Endpoint, NO_REPLY } from "../providers/provider-request";
import { countTokens } from "./count-tokens";
import { embedTexts, MODEL_DIMENSIONS } from "./embedding-model";
import { faultReply, OpenaiError } from "./openai-error";

const MOST_INPUTS = 2_048;
const MOST_TOKENS_EACH = 8_192;
const MOST_TOKENS_ALL = 300_000;
const LARGEST_DIMENSIONS = 1_536;

const requestSchema = z.strictObject({
  model: z.string(),
  input: z.union([z.string().transform((text) => [text]), z.array(z.string())]),
  dimensions: z.number().int().min(1).max(LARGEST_DIMENSIONS).default(LARGEST_DIMENSIONS),
  encoding_format: z.enum(["float", "base64"]).default("float"),
  user: z.string().optional(),
});

/** `POST /embeddings`: real vectors, padded with zeros (which leaves every cosine as it is). */
export function embeddingsEndpoint(faults: Faults): Endpoint {
  return async (request) => {
    const parsed = requestSchema.safeParse(request.json);
    if (!parsed.success) {
      const issue = parsed.error.issues[0];
      const param = issue?.path.join(".") || "input";
      throw new OpenaiError(400, `Invalid '${param}': ${issue?.message}.`, param);
    }
    const { model, input, dimensions, encoding_format: format } = parsed.data;
    if (!model.startsWith("text-embedding-")) {
      const message = `The model '${model}' does not exist or you do not have access to it.`;
      throw new OpenaiError(404, message, null, "model_not_found");
    }
    const tokens = checkInputs(input);

    const fault = await faults.meet("embeddings", { text: input.join("\n") }, request.signal);
    if (fault !== null) request.record({ fault: fault.kind, outcome: "failed" });
    if (fault?.kind === "hang") return NO_REPLY;
    if (fault?.kind === "status") return faultReply(fault.status, fault.retry_after_s);

    const vectors = await embedTexts(input);
    const data = vectors.map((vector, index) => {
      const resized = resize(vector, dimensions);
      const embedding = format === "float" ? resized : toBase64(resized);
      return { object: "embedding", index, embedding };
    });
    const usage = { prompt_tokens: tokens, total_tokens: tokens };
    return { status: 200, body: { object: "list", data, model, usage } };
  };
}

function checkInputs(input: string[]): number {
  const invalid = (message: string) => new OpenaiError(400, message, "input");
  if (input.length === 0) throw invalid("'$.input' is invalid: it holds no text.");
  if (input.length > MOST_INPUTS) throw invalid(`'$.input' takes up to ${MOST_INPUTS} texts.`);
  const empty = input.indexOf("");
  if (empty !== -1) throw invalid(`'$.input[${empty}]' is invalid: it cannot be an empty string.`);
  let total = 0;
  for (const text of input) {
    const tokens = countTokens(text, "cl100k_base");
    if (tokens > MOST_TOKENS_EACH) {
      throw invalid(
        `This model's maximum context length is ${MOST_TOKENS_EACH} tokens, got ${tokens}.`,
      );
    }
    total += tokens;
  }
  if (total > MOST_TOKENS_ALL) throw invalid(`A request takes up to ${MOST_TOKENS_ALL} tokens.`);
  return total;
}

function resize(vector: number[], dimensions: number): number[] {
  if (dimensions >= MODEL_DIMENSIONS) {
    return [...vector, ...new Array<number>(dimensions - vector.length).fill(0)];
  }
  const cut = vector.slice(0, dimensions);
  const norm = Math.hypot(...cut) || 1;
  return cut.map((value) => value / norm);
}

function toBase64(vector: number[]): string {
  const floats = Buffer.alloc(vector.length * 4);
  for (const [i, value] of vector.entries()) floats.writeFloatLE(value, i * 4);
  return floats.toString("base64");
}
