import { mkdtempSync, rmSync } from "node:fs";
import http from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Inngest, NonRetriableError } from "inngest";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { startPair, until } from "../../local/inngest/tests/start-pair";
import { readLocalSecrets } from "../../local/start/local-secrets";
import { resolveEnv } from "../../local/start/resolve-env";

const report = z.object({
  p_run: z.looseObject({
    run_id: z.string(),
    function_id: z.string(),
    state: z.string(),
    attempt: z.number(),
    max_attempts: z.number().nullable(),
    subject_kind: z.string().nullable(),
    lease_ms: z.number(),
    error: z.object({ class: z.string(), code: z.string().nullable() }).nullish(),
    request: z.object({ steps: z.array(z.object({ name: z.string() })) }).nullable(),
  }),
});
type Report = z.infer<typeof report>["p_run"];

/** Stands where the database stands: keeps the reports, or is broken in one of two ways. */
let database: "well" | "broken" | "hanging" = "well";
let reports: Report[] = [];
let home = "";
const gateway = http.createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  if (database === "hanging") return;
  reports.push(report.parse(JSON.parse(Buffer.concat(chunks).toString("utf8"))).p_run);
  response.writeHead(database === "well" ? 200 : 500, { "content-type": "application/json" });
  response.end(database === "well" ? "null" : '{"code":"XX000","message":"broken"}');
});

/** The app's own middleware, in an app of this test's functions. */
const withRecord = async (
  functions: (client: Inngest) => ReturnType<Inngest["createFunction"]>[],
  checkpointing = true,
) => {
  const { RecordJobRuns } = await import("@/inngest/record-job-runs");
  return startPair(functions, { checkpointing }, { client: { middleware: [RecordJobRuns] } });
};

beforeAll(async () => {
  await new Promise<void>((resolve) => gateway.listen(0, "127.0.0.1", resolve));
  const { port } = gateway.address() as AddressInfo;
  home = mkdtempSync(join(tmpdir(), "job-runs-"));
  const keys = { SUPABASE_ANON_KEY: "anon", SUPABASE_SERVICE_ROLE_KEY: "service" };
  const given = { SUPABASE_URL: `http://127.0.0.1:${port}`, LOG_LEVEL: "silent", ...keys };
  const secrets = readLocalSecrets(home);
  const env = resolveEnv(given, { app: 1, supabase: port, inngest: 2, providers: 3 }, secrets, {});
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
});
afterAll(() => {
  gateway.closeAllConnections();
  gateway.close();
  rmSync(home, { recursive: true, force: true });
});
beforeEach(() => {
  database = "well";
  reports = [];
});

const sessionId = "0191d3a0-1111-4111-8111-111111111111";
const stepsOf = (all: Report[]) =>
  all.flatMap((each) => each.request?.steps.map((step) => step.name) ?? []);

describe.each([true, false])("with checkpointing %s", (checkpointing) => {
  it("a run is told at its start and its end, each step once, however often it is replayed", async () => {
    const pair = await withRecord(
      (client) => [
        client.createFunction(
          { id: "three", triggers: [{ event: "t/three" }] },
          async ({ step }) => {
            await step.run("one", () => 1);
            await Promise.all([step.run("two", () => 2), step.run("three", () => 3)]);
            await step.sleep("wait", 30);
            await step.run("four", () => 4);
            return { outcome: "sent" };
          },
        ),
      ],
      checkpointing,
    );
    await pair.ended(await pair.app.send("t/three", { sessionId }));
    expect(reports[0]).toMatchObject({
      function_id: "three",
      state: "running",
      subject_kind: "session",
      request: null,
    });
    expect(reports.at(-1)).toMatchObject({ state: "completed", outcome: "sent" });
    expect(reports.filter((each) => each.request === null)).toHaveLength(1);
    expect(stepsOf(reports).sort()).toEqual(["four", "one", "three", "two"]);
    expect(new Set(reports.map((each) => each.run_id)).size).toBe(1);
  });

  it("a step that fails twice and then passes is told with its attempts, and the run completes", async () => {
    let calls = 0;
    const pair = await withRecord(
      (client) => [
        client.createFunction(
          { id: "flaky", triggers: [{ event: "t/flaky" }], retries: 3 },
          async ({ step }) => {
            await step.run("before", () => 0);
            await step.run("send", () => {
              calls += 1;
              if (calls < 3)
                throw Object.assign(new TypeError("said to +256772000418"), { code: "ECONNRESET" });
            });
          },
        ),
      ],
      checkpointing,
    );
    await pair.ended(await pair.app.send("t/flaky"));
    const retrying = reports.filter((each) => each.state === "retrying");
    expect(retrying.map((each) => each.attempt)).toEqual([1, 2]);
    expect(retrying[0]).toMatchObject({
      max_attempts: 4,
      error: { class: "TypeError", code: "ECONNRESET" },
    });
    expect(reports.at(-1)?.state).toBe("completed");
    expect(stepsOf(reports).filter((name) => name === "before")).toHaveLength(1);
    expect(JSON.stringify(reports)).not.toContain("2567");
  });

  it("a run that fails for good is told as failed, and its failure handler as a run of its own", async () => {
    const pair = await withRecord(
      (client) => [
        client.createFunction(
          {
            id: "broken",
            triggers: [{ event: "t/broken" }],
            retries: 3,
            onFailure: async () => undefined,
          },
          async ({ step }) => {
            await step.run("send", () => {
              throw new NonRetriableError("no");
            });
          },
        ),
      ],
      checkpointing,
    );
    const run = await pair.ended(await pair.app.send("t/broken", { sessionId }));
    expect(run.status).toBe("Failed");
    expect(reports.find((each) => each.state === "failed")).toMatchObject({
      function_id: "broken",
      attempt: 1,
    });
    const handler = await until("the handler has run", () =>
      reports.find((each) => each.function_id === "broken-failure" && each.state === "completed"),
    );
    expect(handler.subject_kind).toBe("session");
  });
});

describe.each(["broken", "hanging"] as const)("with a %s database", (state) => {
  it("the job does all it does, completes, and fails only by itself", async () => {
    database = state;
    const done: string[] = [];
    const pair = await withRecord((client) => [
      client.createFunction(
        { id: "fine", triggers: [{ event: "t/fine" }], retries: 0 },
        async ({ step }) => {
          await step.run("one", () => done.push("one"));
          return step.run("two", () => done.push("two"));
        },
      ),
    ]);
    const run = await pair.ended(await pair.app.send("t/fine"));
    expect(run).toMatchObject({ status: "Completed", output: 2 });
    expect(done).toEqual(["one", "two"]);
  });
});
