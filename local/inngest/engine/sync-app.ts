import { registrationSchema } from "../protocol/function-config";
import { sendRequest } from "../protocol/http-request";
import { signBody } from "../protocol/signature";
import type { Engine } from "./engine";

const TIMEOUT_MS = 30_000;
/** A proxy's or a starting server's way of saying that there is no app behind it. */
export const ABSENT_STATUS = new Set([502, 503, 504]);

export interface SyncResult {
  /** Something that is not a mere proxy answered. */
  reachable: boolean;
  /** Why the functions are not registered; undefined when they are. */
  problem: string | undefined;
}

/** Asks an app for its functions (`PUT` on its Inngest route) and registers them. Never throws. */
export async function syncApp(engine: Engine, url: string): Promise<SyncResult> {
  const { signingKey } = engine.options;
  const body = JSON.stringify({ url });
  const headers: Record<string, string> = {
    "x-inngest-server-kind": signingKey ? "cloud" : "dev",
    "x-inngest-sync-kind": "in_band",
    ...(signingKey && { "x-inngest-signature": signBody(body, signingKey, Date.now()) }),
  };
  let answer: Awaited<ReturnType<typeof sendRequest>>;
  try {
    answer = await sendRequest({ url, method: "PUT", headers, body, timeoutMs: TIMEOUT_MS });
  } catch (error) {
    return { reachable: false, problem: error instanceof Error ? error.message : String(error) };
  }
  if (ABSENT_STATUS.has(answer.status)) {
    return { reachable: false, problem: `HTTP ${answer.status}` };
  }
  if (answer.status !== 200) {
    return { reachable: true, problem: `HTTP ${answer.status} ${answer.body.slice(0, 300)}` };
  }
  // Out of band means that the app has just called our /fn/register by itself.
  if (answer.headers["x-inngest-sync-kind"] !== "in_band") {
    return { reachable: true, problem: undefined };
  }
  try {
    const registration = registrationSchema.parse(JSON.parse(answer.body));
    engine.registry.register(registration);
    engine.away.answered(registration.id);
    return { reachable: true, problem: undefined };
  } catch (error) {
    return { reachable: true, problem: error instanceof Error ? error.message : String(error) };
  }
}
