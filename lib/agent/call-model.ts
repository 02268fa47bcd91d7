import "server-only";
import type {
  FunctionTool,
  Response,
  ResponseCreateParamsNonStreaming,
  ResponseFormatTextConfig,
  ResponseInputItem,
  ToolChoiceFunction,
} from "openai/resources/responses/responses";
import {
  faultOfError,
  faultOfResponse,
  lacksReasoning,
  type ModelFault,
} from "@/lib/agent/model-fault";
import { openai } from "@/lib/agent/openai-client";
import { priceUsage } from "@/lib/agent/price-usage";
import { safetyIdentifier } from "@/lib/agent/safety-identifier";
import { env } from "@/lib/env";
import { processMetrics } from "@/lib/metrics/process-metrics";
import { inSpan } from "@/lib/trace/in-span";

export type ModelRequest = {
  model: string;
  customerId: string;
  instructions: string;
  input: ResponseInputItem[];
  tools?: FunctionTool[];
  toolChoice?: "auto" | "none" | ToolChoiceFunction;
  format?: ResponseFormatTextConfig;
  maxOutputTokens: number;
  timeoutMs: number;
  /** Requests that begin alike share the provider's cache. */
  cacheKey: string;
};

export type CallUsage = {
  model: string;
  input_tokens: number;
  cached_tokens: number;
  output_tokens: number;
  cost_usd: number | null;
};

export type ModelCall = {
  usage: CallUsage[];
  latencyMs: number;
} & ({ response: Response; fault: null } | { response: null; fault: ModelFault });

/** Models that refused the reasoning settings; kept for the life of the process. */
const withoutReasoning = new Set<string>();

/**
 * One call through the Responses API with nothing stored at OpenAI. What the model's service gets wrong
 * comes back as a fault; a model without reasoning is asked again at once without the settings.
 * @throws only what is no fault of the model's service
 */
export async function callModel(request: ModelRequest): Promise<ModelCall> {
  const done = processMetrics().model.startTimer({ model: request.model });
  const call = await callOnce(request);
  done({ outcome: call.fault?.fault ?? "ok" });
  return call;
}

async function callOnce(request: ModelRequest): Promise<ModelCall> {
  const started = performance.now();
  const since = () => Math.round(performance.now() - started);
  try {
    const response = await inSpan("model", { model: request.model }, () => create(request));
    const usage = [usageOf(request.model, response)];
    const fault = faultOfResponse(response);
    if (fault) return { response: null, fault, usage, latencyMs: since() };
    return { response, fault: null, usage, latencyMs: since() };
  } catch (error) {
    const fault = faultOfError(error);
    if (!fault) throw error;
    return { response: null, fault, usage: [], latencyMs: since() };
  }
}

async function create(request: ModelRequest): Promise<Response> {
  const options = { timeout: request.timeoutMs };
  const reasons = !withoutReasoning.has(request.model);
  try {
    return await openai().responses.create(bodyOf(request, reasons), options);
  } catch (error) {
    if (!reasons || !lacksReasoning(error)) throw error;
    withoutReasoning.add(request.model);
    return openai().responses.create(bodyOf(request, false), options);
  }
}

function bodyOf(request: ModelRequest, reasons: boolean): ResponseCreateParamsNonStreaming {
  const tools = request.tools ?? [];
  return {
    model: request.model,
    instructions: request.instructions,
    input: request.input,
    ...(tools.length > 0
      ? {
          tools,
          tool_choice: request.toolChoice ?? "auto",
          // Writes go one at a time: the second may depend on what the first gave back.
          parallel_tool_calls: false,
        }
      : {}),
    ...(request.format ? { text: { format: request.format } } : {}),
    max_output_tokens: request.maxOutputTokens,
    ...(reasons
      ? { reasoning: { effort: "low" as const }, include: ["reasoning.encrypted_content" as const] }
      : {}),
    store: false,
    prompt_cache_key: request.cacheKey,
    safety_identifier: safetyIdentifier(request.customerId),
  };
}

function usageOf(model: string, response: Response): CallUsage {
  const inputTokens = response.usage?.input_tokens ?? 0;
  const cachedTokens = response.usage?.input_tokens_details?.cached_tokens ?? 0;
  const outputTokens = response.usage?.output_tokens ?? 0;
  return {
    model,
    input_tokens: inputTokens,
    cached_tokens: cachedTokens,
    output_tokens: outputTokens,
    cost_usd: priceUsage(env().MODEL_PRICES, model, { inputTokens, cachedTokens, outputTokens }),
  };
}
