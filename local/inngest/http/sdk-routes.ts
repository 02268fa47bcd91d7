import { applyCheckpoint } from "../engine/checkpoint";
import { registrationSchema } from "../protocol/function-config";
import { checkpointSchema } from "../protocol/operations";
import { HttpProblem } from "./http-problem";
import { type Call, ok, type Route } from "./route";

function openRun({ engine, parameters }: Call) {
  const run = engine.runs.all.get(parameters[0] ?? "");
  if (!run || run.record.endedAt !== undefined) throw new HttpProblem(410, "run state is gone");
  return run;
}

/** What the SDK calls besides the event API: registration, checkpoints, state over 4 MB. */
export const sdkRoutes: Route[] = [
  {
    method: "POST",
    path: /^\/fn\/register$/,
    access: "signing",
    async answer({ engine, headers, body }) {
      const kind = engine.options.signingKey ? "cloud" : "dev";
      const wanted = headers["x-inngest-expected-server-kind"];
      if (wanted !== undefined && wanted !== "" && wanted !== kind) {
        throw new HttpProblem(400, `Expected server kind ${wanted}, this is ${kind}`);
      }
      const registration = registrationSchema.safeParse(body);
      if (!registration.success) throw new HttpProblem(400, "malformed registration");
      let modified: boolean;
      try {
        modified = engine.registry.register(registration.data);
      } catch (error) {
        throw new HttpProblem(400, error instanceof Error ? error.message : String(error));
      }
      await engine.store.committed();
      return ok({ ok: true, modified });
    },
  },
  {
    method: "POST",
    path: /^\/v1\/checkpoint\/([^/]+)\/async$/,
    access: "signing",
    async answer({ engine, parameters, body }) {
      const checkpoint = checkpointSchema.safeParse(body);
      if (!checkpoint.success) throw new HttpProblem(400, "malformed checkpoint");
      const result = applyCheckpoint(engine, parameters[0] ?? "", checkpoint.data);
      await engine.store.committed();
      return { status: result.status, body: result };
    },
  },
  {
    method: "GET",
    path: /^\/v0\/runs\/([^/]+)\/actions$/,
    access: "signing",
    answer: (call) =>
      ok(Object.fromEntries([...openRun(call).steps].map(([id, step]) => [id, step.memo]))),
  },
  {
    method: "GET",
    path: /^\/v0\/runs\/([^/]+)\/batch$/,
    access: "signing",
    answer: (call) => ok(openRun(call).record.received.map(({ event }) => event)),
  },
];
