import "server-only";
import { env } from "@/lib/env";
import { SafeError } from "@/lib/safe-error";

const usualDevServer = "http://127.0.0.1:8288";
const cloudEventApi = "https://inn.gs";

/**
 * The engine that takes our events answers. A Dev Server and a self-hosted Inngest have `/health`.
 * Inngest Cloud documents no such address, so any answer of its event API short of a server error
 * counts: this tells whether jobs can be handed over, not whether they run (job_runs shows that).
 */
export async function checkJobEngine(signal: AbortSignal): Promise<void> {
  const { INNGEST_DEV, INNGEST_BASE_URL } = env();
  const own = INNGEST_DEV === "1" ? usualDevServer : (INNGEST_DEV ?? INNGEST_BASE_URL);
  const response = await fetch(own ? `${own}/health` : cloudEventApi, {
    signal,
    cache: "no-store",
  });
  await response.body?.cancel();
  if (own ? !response.ok : response.status >= 500)
    throw new SafeError("job_engine_unwell", `the job engine answered ${response.status}`);
}
