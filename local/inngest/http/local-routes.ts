import { z } from "zod";
import { syncApp } from "../engine/sync-app";
import { HttpProblem } from "./http-problem";
import { type Call, ok, type Route } from "./route";
import { runPage } from "./run-page";
import { runView } from "./run-view";

const DEFAULT_IDLE_WAIT_MS = 30_000;

const advanceSchema = z.object({ ms: z.number().min(0) });
const syncSchema = z.object({ url: z.url() });

function health({ engine }: Call) {
  const apps = [...engine.registry.apps.keys()];
  const functions = engine.registry.functions.size;
  return ok({ status: "ok", apps, functions, now: engine.clock.now() });
}

function listRuns({ engine, query }: Call) {
  const status = query.get("status")?.toLowerCase();
  const fn = query.get("function");
  const limit = Number(query.get("limit")) || 100;
  const found = [];
  for (const run of [...engine.runs.all.values()].reverse()) {
    if (status && run.record.status.toLowerCase() !== status) continue;
    const { functionId } = run.record;
    if (fn && functionId !== fn && !functionId.endsWith(`-${fn}`)) continue;
    found.push(runView(run));
    if (found.length >= limit) break;
  }
  return ok(found);
}

async function idle({ engine, query }: Call) {
  const patience = Number(query.get("timeoutMs")) || DEFAULT_IDLE_WAIT_MS;
  let timer: NodeJS.Timeout | undefined;
  const outOfPatience = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), patience);
  });
  const isIdle = await Promise.race([engine.settling.idle().then(() => true), outOfPatience]);
  clearTimeout(timer);
  const body = { idle: isIdle, nextTimer: engine.clock.next() ?? null, now: engine.clock.now() };
  return { status: isIdle ? 200 : 503, body };
}

/** Finds a function by its full id (`app-function`) or by the part after the app's. */
function fireCron({ engine, parameters }: Call) {
  const wanted = parameters[0] ?? "";
  const ids = [...engine.registry.functions.keys()];
  const id = ids.find((known) => known === wanted || known.endsWith(`-${wanted}`));
  if (id === undefined || !engine.crons.fireNow(id)) {
    throw new HttpProblem(404, `no function ${wanted} with a cron trigger`);
  }
  return engine.store.committed().then(() => ok({ fired: id }));
}

function showRun({ engine, parameters, query }: Call) {
  const run = engine.runs.all.get(parameters[0] ?? query.get("runID") ?? "");
  if (!run) throw new HttpProblem(404, "this engine does not know the run, or has let it go");
  return { status: 200, body: null, html: runPage(run) };
}

/** This engine's own routes: the test clock, waiting, inspection. */
export const localRoutes: Route[] = [
  { method: "GET", path: /^\/(?:_local\/)?health$/, access: "open", answer: health },
  // The address of the Dev Server's own page, and a shorter one.
  { method: "GET", path: /^\/run$/, access: "open", answer: showRun },
  { method: "GET", path: /^\/runs\/([^/]+)$/, access: "open", answer: showRun },
  { method: "GET", path: /^\/_local\/runs$/, access: "open", answer: listRuns },
  { method: "GET", path: /^\/_local\/idle$/, access: "open", answer: idle },
  { method: "POST", path: /^\/_local\/cron\/([^/]+)$/, access: "open", answer: fireCron },
  {
    method: "GET",
    path: /^\/_local\/queue$/,
    access: "open",
    answer: ({ engine }) =>
      ok({
        ...engine.queue.depth(),
        running: engine.queue.running,
        awayJobs: engine.away.holding,
        runs: engine.runs.all.size,
      }),
  },
  {
    method: "POST",
    path: /^\/_local\/advance$/,
    access: "open",
    async answer({ engine, body }) {
      const parsed = advanceSchema.safeParse(body);
      if (!parsed.success) throw new HttpProblem(400, "ms must be a number of at least 0");
      await engine.settling.advance(parsed.data.ms);
      return ok({ now: engine.clock.now() });
    },
  },
  {
    method: "POST",
    path: /^\/_local\/sync$/,
    access: "open",
    async answer({ engine, body }) {
      const parsed = syncSchema.safeParse(body);
      if (!parsed.success) throw new HttpProblem(400, "url must be an absolute URL");
      const { problem } = await syncApp(engine, parsed.data.url);
      if (problem !== undefined) throw new HttpProblem(502, problem);
      return ok({ functions: [...engine.registry.functions.keys()] });
    },
  },
];
