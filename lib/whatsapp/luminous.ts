import "server-only";
import { env } from "@/lib/env";
import { createLuminousClient } from "@/lib/whatsapp/luminous-client";

/** Longer than a slow send, shorter than an attempt's lease: past it the send is in doubt (P11). */
const timeoutMs = 20_000;

let cached: ReturnType<typeof createLuminousClient> | undefined;

/** The configured Luminous account; one client for the process. */
export function luminous() {
  cached ??= createLuminousClient({
    baseUrl: env().LUMINOUS_API_URL,
    apiKey: env().LUMINOUS_API_KEY,
    timeoutMs,
  });
  return cached;
}
