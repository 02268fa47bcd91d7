import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Stack } from "../../local/start-stack";
import { allRows } from "../integration/all-rows";
import { databaseOf } from "./canaries-of-stack";
import type { Place } from "./find-leaks";

type Running = Pick<Stack, "env" | "urls" | "dataDir">;

/** Tables that operators read and that outlive a person's data. */
const operatorTables = [
  "job_runs",
  "alerts",
  "alert_messages",
  "metric_totals",
  "hourly_figures",
  "erasure_runs",
  "erasure_steps",
  "erasure_certificates",
  "retention_runs",
  "media_cleanup_runs",
] as const;

/** What the app wrote, and every byte of the job engine's store: payloads of events, states and results of runs. */
function files({ dataDir }: Running): Place[] {
  const logs = join(dataDir, "logs");
  const store = join(dataDir, "inngest");
  return [
    ...readdirSync(logs)
      .filter((name) => name.startsWith("app"))
      .map((name) => ({ where: `log ${name}`, text: readFileSync(join(logs, name), "utf8") })),
    ...(existsSync(store) ? readdirSync(store) : []).map((name) => ({
      where: "job engine",
      text: readFileSync(join(store, name), "latin1"),
    })),
  ];
}

async function tables(stack: Running): Promise<Place[]> {
  const database = databaseOf(stack);
  return Promise.all(
    operatorTables.map(async (name) => {
      const rows = await allRows((from, to) => database.from(name).select("*").range(from, to));
      return { where: name, text: JSON.stringify(rows) };
    }),
  );
}

/** Error pages and refusals, asked for with something in the request that they could repeat; and the metrics. */
async function answers({ env, urls }: Running, planted: string): Promise<Place[]> {
  const json = { "content-type": "application/json" };
  const asked: [path: string, init: RequestInit][] = [
    ["/metrics", { headers: { authorization: `Bearer ${env.METRICS_TOKEN}` } }],
    ["/healthz", {}],
    ["/readyz", {}],
    ["/api/luminous/webhook?token=wrong", { method: "POST", headers: json, body: planted }],
    ["/api/inngest", { method: "POST", headers: json, body: JSON.stringify({ planted }) }],
    ["/api/console/sessions", { method: "GET", headers: { authorization: planted } }],
    ["/api/console/jobs/retry", { method: "POST", headers: json, body: planted }],
    ["/api/ops/redrive", { method: "POST", headers: { authorization: `Bearer ${planted}` } }],
  ];
  return Promise.all(
    asked.map(async ([path, init]) => {
      const response = await fetch(`${urls.app}${path}`, { redirect: "manual", ...init });
      return { where: `answer of ${path.split("?")[0]}`, text: await response.text() };
    }),
  );
}

/**
 * Logs, job state, operators' tables, metrics and error answers of a running stack. `planted` is put into
 * requests that are refused; null when nothing can be asked.
 */
export async function placesOf(stack: Running, planted: string | null): Promise<Place[]> {
  // Answers first: what they cause to be written to the log is read with it.
  const ofAnswers = planted === null ? [] : await answers(stack, planted);
  return [...ofAnswers, ...(await tables(stack)), ...files(stack)];
}
