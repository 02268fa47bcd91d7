import { redriveUnfinished } from "@/inngest/redrive-unfinished";
import { raiseAndTell } from "@/lib/alerts/raise-and-tell";
import { tellIfAway } from "@/lib/alerts/tell-directly";
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
    await tellIfAway(error);
    return Response.json(
      { error: "The database did not answer. Try again in a minute." },
      { status: 503 },
    );
  }
}
