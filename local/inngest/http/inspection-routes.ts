import type { Engine } from "../engine/engine";
import { HttpProblem } from "./http-problem";
import { ok, type Route } from "./route";
import { runView } from "./run-view";

function runsOfEvent(engine: Engine, internalId: string) {
  const runIds = engine.events.get(internalId)?.runIds ?? [];
  return runIds.flatMap((id) => engine.runs.all.get(id) ?? []).map(runView);
}

/** The part of Inngest's REST API that looks at events and runs, and cancels a run. */
export const inspectionRoutes: Route[] = [
  {
    method: "GET",
    path: /^\/v1\/events$/,
    access: "signing",
    answer: ({ engine, query }) => {
      const newest = engine.events.newest(Number(query.get("limit")) || 20);
      return ok({
        data: newest.map(({ received }) => ({
          internal_id: received.internalId,
          ...received.event,
        })),
      });
    },
  },
  {
    method: "GET",
    path: /^\/v1\/events\/([^/]+)\/runs$/,
    access: "signing",
    answer: ({ engine, parameters }) => ok({ data: runsOfEvent(engine, parameters[0] ?? "") }),
  },
  {
    method: "GET",
    path: /^\/v1\/runs\/([^/]+)$/,
    access: "signing",
    answer({ engine, parameters }) {
      const run = engine.runs.all.get(parameters[0] ?? "");
      if (!run) throw new HttpProblem(404, "run not found");
      return ok({ data: runView(run) });
    },
  },
  {
    method: "DELETE",
    path: /^\/v1\/runs\/([^/]+)$/,
    access: "signing",
    async answer({ engine, parameters }) {
      if (!engine.runs.cancel(parameters[0] ?? "")) throw new HttpProblem(404, "no such open run");
      await engine.store.committed();
      return { status: 202, body: {} };
    },
  },
];
