import "server-only";
import { env } from "@/lib/env";
import { createParceloClient, type ParceloClient } from "@/lib/parcelo/parcelo-client";

/** Three attempts stay well below a turn's lease. */
const timeoutMs = 6_000;

let cached: ParceloClient | undefined;

/** Parcelo's backend, or null when this service is run without it: then its tools are not offered. */
export function parcelo(): ParceloClient | null {
  const { PARCELO_API_URL: baseUrl, SERVICE_SECRET: secret } = env();
  if (baseUrl === undefined || secret === undefined) return null;
  cached ??= createParceloClient({ baseUrl, secret, timeoutMs });
  return cached;
}
