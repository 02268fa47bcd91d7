import { version } from "@/package.json";

export const dynamic = "force-dynamic";

/** GET /healthz: this process runs. Asks nobody else, so that a database outage restarts no app. */
export function GET(): Response {
  return Response.json(
    { status: "ok", version, uptime_seconds: Math.round(process.uptime()) },
    { headers: { "cache-control": "no-store" } },
  );
}
