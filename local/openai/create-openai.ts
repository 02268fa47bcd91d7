import { createHash, timingSafeEqual } from "node:crypto";
import type { Faults } from "../providers/faults";
import type { Target } from "../providers/journal";
import type { LocalRoute } from "../providers/local-route";
import { type Endpoint, NO_REPLY, type Part } from "../providers/provider-request";
import { embeddingsEndpoint } from "./embeddings-endpoint";
import { errorReply, OpenaiError } from "./openai-error";
import { responsesEndpoint } from "./responses-endpoint";
import { createScriptQueue, scriptSchema } from "./script-queue";
import { transcriptionsEndpoint } from "./transcriptions-endpoint";

/** The OpenAI stand-in: `/responses`, `/embeddings` and `/audio/transcriptions` under the base URL, and its script routes. */
export function createOpenai(options: { faults: Faults; apiKey: string; now: () => Date }) {
  const { faults, apiKey, now } = options;
  const script = createScriptQueue();
  let served = 0;

  /** Key, error shape and the headers that every answer of the service carries. */
  function inService(handle: Endpoint): Endpoint {
    return async (request) => {
      const started = performance.now();
      try {
        checkKey(request.headers.authorization, apiKey);
        const reply = await handle(request);
        if (reply === NO_REPLY) return reply;
        return { ...reply, headers: { ...headersFor(started), ...reply.headers } };
      } catch (error) {
        if (!(error instanceof OpenaiError)) throw error;
        request.record({ outcome: "refused", detail: error.message });
        return errorReply(error, headersFor(started));
      }
    };
  }

  function headersFor(started: number): Record<string, string> {
    served += 1;
    return {
      "x-request-id": `req_${createHash("sha256").update(String(served)).digest("hex").slice(0, 32)}`,
      "openai-version": "2020-10-01",
      "openai-processing-ms": String(Math.round(performance.now() - started)),
      "x-ratelimit-limit-requests": "10000",
      "x-ratelimit-remaining-requests": "9999",
      "x-ratelimit-reset-requests": "6ms",
      "x-ratelimit-limit-tokens": "2000000",
      "x-ratelimit-remaining-tokens": "1999000",
      "x-ratelimit-reset-tokens": "30ms",
    };
  }

  const endpoints: Record<string, { target: Target; handle: Endpoint }> = {
    "POST /responses": {
      target: "responses",
      handle: inService(responsesEndpoint({ faults, script, now })),
    },
    "POST /audio/transcriptions": {
      target: "transcriptions",
      handle: inService(transcriptionsEndpoint(faults)),
    },
    "POST /embeddings": { target: "embeddings", handle: inService(embeddingsEndpoint(faults)) },
  };
  const part: Part = {
    name: "openai",
    find: (method, path) => endpoints[`${method} ${path}`] ?? null,
  };
  return { part, script, routes: scriptRoutes(script) };
}

function scriptRoutes(script: ReturnType<typeof createScriptQueue>): LocalRoute[] {
  const path = /^\/openai\/script$/;
  return [
    {
      method: "POST",
      path,
      handle: async ({ json }) => {
        return { status: 200, body: { queued: script.add(scriptSchema.parse(json)) } };
      },
    },
    {
      method: "GET",
      path,
      handle: async () => ({ status: 200, body: { outputs: script.list() } }),
    },
    {
      method: "DELETE",
      path,
      handle: async () => ({ status: 200, body: { cleared: script.clear() } }),
    },
  ];
}

function checkKey(authorization: string | undefined, apiKey: string): void {
  const given = Buffer.from(authorization ?? "");
  const wanted = Buffer.from(`Bearer ${apiKey}`);
  if (given.length === wanted.length && timingSafeEqual(given, wanted)) return;
  throw new OpenaiError(401, "Incorrect API key provided.", null, "invalid_api_key");
}
