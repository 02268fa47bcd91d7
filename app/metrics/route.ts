import { Registry } from "prom-client";
import { env } from "@/lib/env";
import { hasBearerToken } from "@/lib/http/has-bearer-token";
import { log } from "@/lib/log";
import { processMetrics } from "@/lib/metrics/process-metrics";
import { readDatabaseMetrics } from "@/lib/metrics/read-database-metrics";

// GET /metrics with METRICS_TOKEN: Prometheus' text format. Counters come from the database, whichever
// process answers; the rest is of this process.
export async function GET(request: Request): Promise<Response> {
  const token = env().METRICS_TOKEN;
  if (!token) {
    return Response.json({ error: "METRICS_TOKEN is not set on this server." }, { status: 404 });
  }
  if (!hasBearerToken(request.headers, token)) {
    return Response.json({ error: "Send the metrics token as a bearer token." }, { status: 401 });
  }
  const own = processMetrics().registry;
  const database = await readDatabaseMetrics().catch((error: unknown) => {
    log.error("Metrics not read", { error });
    return null;
  });
  const registry = database ? Registry.merge([database, own]) : own;
  const up = `# HELP parcelo_database_up Whether the database answered this scrape.\n# TYPE parcelo_database_up gauge\nparcelo_database_up ${database ? 1 : 0}\n`;
  return new Response(`${await registry.metrics()}\n${up}`, {
    headers: { "content-type": registry.contentType, "cache-control": "no-store" },
  });
}
