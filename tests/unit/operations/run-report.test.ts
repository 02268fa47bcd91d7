import { NonRetriableError, RetryAfterError } from "inngest";
import { describe, expect, it } from "vitest";
import { engineRunUrl } from "@/lib/operations/engine-run-url";
import { errorCause } from "@/lib/operations/error-cause";
import { RunReport } from "@/lib/operations/run-report";
import { runSubject } from "@/lib/operations/run-subject";
import { waitMs } from "@/lib/operations/wait-until";
import { SafeError } from "@/lib/safe-error";
import { DatabaseError } from "@/lib/supabase/database-error";

const id = "0191d3a0-1111-4111-8111-111111111111";
const now = Date.parse("2026-11-22T09:00:00Z");
const minuteMs = 60_000;

const open = (attempt = 1) =>
  new RunReport(
    {
      runId: "01KAN4W7Q0000000000000000A",
      functionId: "agent-turn",
      eventName: "chat/turn.requested",
      subject: { kind: "session", id },
      attempt,
      maxAttempts: 4,
    },
    "0.1.0",
    now,
  );

describe("a cause", () => {
  it.each([
    [new SafeError("model_timeout", "x"), { class: "SafeError", code: "model_timeout" }],
    [new DatabaseError("claim_turn", "57014", 500), { class: "DatabaseError", code: "57014" }],
    [new DatabaseError("claim_turn", null, 0), { class: "DatabaseError", code: "no_answer" }],
    [
      Object.assign(new Error("x"), { code: "ECONNREFUSED" }),
      { class: "Error", code: "ECONNREFUSED" },
    ],
    [Object.assign(new TypeError("x"), { status: 429 }), { class: "TypeError", code: "http_429" }],
    [
      new NonRetriableError("x", { cause: new SafeError("no_key", "x") }),
      { class: "SafeError", code: "no_key" },
    ],
    [new RetryAfterError("x", 5_000), { class: "RetryAfterError", code: null }],
    ["text with +256772000418", { class: "thrown_string", code: null }],
  ])("of %s is its class and code", (error, cause) => {
    expect(errorCause(error)).toEqual(cause);
  });

  it("never holds what the error was told", () => {
    const error = Object.assign(new Error("Ruth +256772000418"), {
      name: "No such customer +256772000418",
      code: "wamid.HBgMMjU2NzcyMDAwNDE4",
    });
    expect(JSON.stringify(errorCause(error))).not.toMatch(/2567|Ruth|HBgM/);
  });
});

describe("a subject", () => {
  it.each([
    [{ sessionId: id }, { kind: "session", id }],
    [
      { sessionId: id, messageId: id },
      { kind: "message", id },
    ],
    [{ eventId: id }, { kind: "event", id }],
    [{ sessionId: "+256772000418" }, null],
    [{}, null],
    [undefined, null],
  ])("of %j is %j", (data, subject) => {
    expect(runSubject("chat/turn.requested", data)).toEqual(subject);
  });

  it("of a failure handler is that of the run that failed", () => {
    const data = { function_id: "agent-turn", event: { data: { sessionId: id } } };
    expect(runSubject("inngest/function.failed", data)).toEqual({ kind: "session", id });
  });
});

describe("a report", () => {
  it("tells the steps that ran, when and how long", () => {
    const report = open();
    report.stepStarted("a", "claim-0", now + 2);
    report.stepEnded("a", now + 14);
    report.completed({ outcome: "sent" });
    expect(report.end(now + 20)).toMatchObject({
      state: "completed",
      outcome: "sent",
      steps_done: 1,
      steps_failed: 0,
      error: null,
      request: { ms: 20, attempt: 1, steps: [{ name: "claim-0", at: 2, ms: 12, error: null }] },
    });
  });

  it("keeps no word that a job returns unless it is one of a fixed set", () => {
    const report = open();
    report.completed({ outcome: "Ruth said hello", state: "sent" });
    expect(report.end(now).outcome).toBe("sent");
  });

  it("of an attempt that another follows is retrying, for as long as the error asks", () => {
    const report = open();
    report.stepStarted("a", "generate-0", now);
    const error = new RetryAfterError("x", 30 * minuteMs);
    report.stepEnded("a", now + 5, { error, isFinal: false });
    expect(report.end(now + 5)).toMatchObject({
      state: "retrying",
      steps_failed: 1,
      step_gave_up: false,
    });
    expect(report.end(now + 5).lease_ms).toBeGreaterThan(30 * minuteMs);
  });

  it("of a run that falls with its step keeps the step's cause", () => {
    const report = open(4);
    report.stepStarted("a", "commit-0", now);
    report.stepEnded("a", now + 5, { error: new SafeError("no_draft", "x"), isFinal: true });
    report.failed(new Error("the same, through the engine"), true, now + 6);
    expect(report.end(now + 6)).toMatchObject({
      state: "failed",
      step_gave_up: true,
      error: { class: "SafeError", code: "no_draft", step: "commit-0" },
    });
  });

  it("is believed alive for as long as it sleeps", () => {
    const report = open();
    report.sleeps(waitMs(new Date(now + 90 * minuteMs), now));
    expect(report.end(now)).toMatchObject({ state: "running", lease_ms: 95 * minuteMs });
  });
});

it.each([
  [{ INNGEST_DEV: "http://127.0.0.1:4132/" }, "http://127.0.0.1:4132/run?runID=01K"],
  [{ INNGEST_DEV: "1" }, "http://localhost:8288/run?runID=01K"],
  [{ INNGEST_BASE_URL: "https://jobs.example" }, "https://jobs.example/run?runID=01K"],
  [{}, "https://app.inngest.com/env/production/runs/01K"],
  [{ INNGEST_ENV: "staging" }, "https://app.inngest.com/env/staging/runs/01K"],
])("the address of a run with %j is %s", (address, url) => {
  expect(engineRunUrl("01K", address)).toBe(url);
});
