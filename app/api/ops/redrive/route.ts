import { redriveUnfinished } from "@/inngest/redrive-unfinished";
import { raiseAlerts } from "@/lib/alerts/raise-alerts";
import { sendAlerts } from "@/lib/alerts/send-alerts";
import { env } from "@/lib/env";
import { hasBearerToken } from "@/lib/http/has-bearer-token";
import { log } from "@/lib/log";

// POST /api/ops/redrive with OPS_TOKEN: for any outside scheduler, should the job engine's cron stop.
export async function POST(request: Request): Promise<Response> {
  const token = env().OPS_TOKEN;
  if (!token) {
    return Response.json({ error: "OPS_TOKEN is not set on this server." }, { status: 404 });
  }
  if (!hasBearerToken(request.headers, token)) {
    return Response.json({ error: "Send the ops token as a bearer token." }, { status: 401 });
  }
  try {
    const counts = await redriveUnfinished();
    return Response.json({ ...counts, alerts: await raiseAndTell() });
  } catch (error) {
    log.error("Redrive failed", { error });
    return Response.json(
      { error: "The database did not answer. Try again in a minute." },
      { status: 503 },
    );
  }
}

/** The job engine's own silence is what the alerts would otherwise not hear of. */
async function raiseAndTell() {
  try {
    const { raised, cleared } = await raiseAlerts();
    const { sent } = await sendAlerts();
    return { raised, cleared, sent };
  } catch (error) {
    log.error("Raising alerts failed", { error });
    return null;
  }
}
