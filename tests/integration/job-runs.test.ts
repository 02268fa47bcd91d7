import { createClient } from "@supabase/supabase-js";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { someCustomer, textEvent } from "./customer";
import { openStack } from "./open-stack";
import { until } from "./running-stack";

// No quiet to wait for: the engine's clock is moved on and would wake a turn forty times before it is over.
const { stack, running } = openStack({ env: { REPLY_QUIET_WINDOW_MS: "0" } });

const run = z.looseObject({
  run_id: z.string(),
  state: z.string(),
  attempts: z.number(),
  max_attempts: z.number().nullable(),
  error_class: z.string().nullable(),
  outcome: z.string().nullable(),
  steps_done: z.number(),
  retried_at: z.string().nullable(),
});
const page = z.object({ rows: z.array(run) });

async function asAdmin() {
  const client = createClient(stack().env.SUPABASE_URL ?? "", stack().env.SUPABASE_ANON_KEY ?? "");
  const { admin, password } = stack().staff;
  const { error } = await client.auth.signInWithPassword({ email: admin.email, password });
  if (error) throw error;
  return client;
}

async function runsOf(filter: object) {
  const { data, error } = await (await asAdmin()).rpc("list_job_runs", { p_filter: filter });
  if (error) throw new Error(error.message);
  return page.parse(data).rows;
}

/** Moves the engine's clock, so that its waits between attempts need no waiting. */
const advance = (ms: number) =>
  fetch(`${stack().urls.inngest}/_local/advance`, { method: "POST", body: JSON.stringify({ ms }) });

describe("job_runs on a running stack", () => {
  it("a job whose provider is gone fails with its class and attempts; tried again, it completes", async () => {
    await stack().kill("providers");
    await fetch(`${stack().urls.inngest}/_local/cron/sync-templates`, { method: "POST" });
    const failed = await until(
      "every attempt is used up",
      async () => {
        await advance(120_000);
        return (await runsOf({ function: "sync-templates", state: "dead" }))[0] ?? null;
      },
      60_000,
    ).finally(() => stack().restart("providers"));
    expect(failed).toMatchObject({ attempts: 3, max_attempts: 3 });
    expect(failed.error_class).not.toBeNull();

    const admin = await asAdmin();
    const claims = await Promise.all(
      [1, 2, 3].map(() =>
        admin.rpc("retry_job_runs", {
          p_run_ids: [failed.run_id],
          p_retryable: ["sync-templates"],
        }),
      ),
    );
    const retried = claims.map(
      ({ data }) => z.looseObject({ retried: z.number() }).parse(data).retried,
    );
    expect(retried.sort()).toEqual([0, 0, 1]);
    // What the console announces for a claimed run of this job; the browser test presses the button itself.
    await fetch(`${stack().urls.inngest}/e/any`, {
      method: "POST",
      body: JSON.stringify([{ name: "ops/templates.wanted", data: {} }]),
    });
    await until("it completes", async () => {
      return (await runsOf({ function: "sync-templates", state: "completed" }))[0] ?? null;
    });
  });

  it("a run that the app was killed in says so until the engine calls again, and then completes, told once", async () => {
    const customer = someCustomer();
    await running().fault({ target: "responses", kind: "delay", ms: 15_000, times: 1 });
    await running().post(textEvent(customer, "hello"));
    const session = await until("the session is there", () => running().sessionOf(customer));
    const started = await until("the run is on record", async () => {
      return (await runsOf({ subject: session.id, function: "agent-turn" }))[0] ?? null;
    });
    expect(started).toMatchObject({ state: "running", outcome: null });
    await until("the model is asked", async () => {
      const found = await running().sessionOf(customer);
      return found !== null && found.turn_fence > 0;
    });
    await stack().kill("app");
    expect((await runsOf({ subject: session.id }))[0]?.state).toBe("running");
    await stack().restart("app");
    await until(
      "the customer is answered",
      async () => {
        await advance(30_000);
        await running().redrive();
        return (await running().sentTo(customer)).length > 0;
      },
      60_000,
    );
    const runs = await until("every run has ended", async () => {
      const found = await runsOf({ subject: session.id, function: "agent-turn" });
      return found.every((each) => each.state === "completed") ? found : null;
    });
    expect(new Set(runs.map((each) => each.run_id)).size).toBe(runs.length);
    expect(runs.map((each) => each.run_id)).toContain(started.run_id);
  });
});
