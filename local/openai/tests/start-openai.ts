import OpenAI from "openai";
import { LOCAL_OPENAI_KEY, startProviders } from "../../providers/start-providers";

/** The stand-in with the real client pointed at it, without retries unless a test wants them. */
export async function startOpenai() {
  const providers = await startProviders({
    port: 0,
    dataDir: null,
    webhookUrl: "http://127.0.0.1:1/unused",
    parts: ["openai"],
  });
  const client = new OpenAI({
    apiKey: LOCAL_OPENAI_KEY,
    baseURL: providers.openai.baseUrl,
    maxRetries: 0,
  });
  return {
    providers,
    client,
    /** A request as the bare client does not check it. */
    post(path: string, body: unknown, key = LOCAL_OPENAI_KEY) {
      return fetch(`${providers.openai.baseUrl}${path}`, {
        method: "POST",
        headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
        body: typeof body === "string" ? body : JSON.stringify(body),
      });
    },
    local(method: string, path: string, body?: unknown) {
      return fetch(`${providers.url}/_local${path}`, {
        method,
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
    },
  };
}
export type TestOpenai = Awaited<ReturnType<typeof startOpenai>>;

/** What every request of the product carries. */
export const required = {
  model: "gpt-6-luna",
  store: false as const,
  safety_identifier: "a".repeat(64),
};
