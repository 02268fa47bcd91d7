import { checkDatabase } from "@/lib/health/check-database";
import { checkJobEngine } from "@/lib/health/check-job-engine";
import { checkReadiness, type FailedCheck } from "@/lib/health/check-readiness";
import { checkStorage } from "@/lib/health/check-storage";
import { log } from "@/lib/log";

export const dynamic = "force-dynamic";

const timeoutMs = 2_000;

let underWay: Promise<FailedCheck[]> | undefined;

/** Probes that arrive together share one round of checks, so that they cannot load what they probe. */
function check(): Promise<FailedCheck[]> {
  underWay ??= checkReadiness(
    { database: checkDatabase, storage: checkStorage, "job engine": checkJobEngine },
    timeoutMs,
  ).finally(() => {
    underWay = undefined;
  });
  return underWay;
}

/** GET /readyz: 200 when database, storage and job engine answer, else 503 naming what does not. */
export async function GET(): Promise<Response> {
  const failed = await check();
  const headers = { "cache-control": "no-store" };
  if (failed.length === 0) return Response.json({ status: "ok" }, { headers });

  for (const { part, error } of failed)
    log.warn("not ready", { component: part.replace(" ", "_"), error });
  const parts = failed.map(({ part }) => part);
  return Response.json(
    { status: "unavailable", failing: parts, message: `No answer from: ${parts.join(", ")}.` },
    { status: 503, headers },
  );
}
