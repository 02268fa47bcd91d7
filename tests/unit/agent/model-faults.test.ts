import OpenAI from "openai";
import { describe, expect, it } from "vitest";
import { type FaultKind, faultKinds, faultOfError, lacksReasoning } from "@/lib/agent/model-fault";
import { type Failed, planAttempt } from "@/lib/agent/plan-attempt";
import { retryAfterMs } from "@/lib/agent/retry-after";

const failed = (...faults: (FaultKind | [FaultKind, Partial<Failed>])[]): Failed[] =>
  faults.map((each) => {
    const [fault, change] = Array.isArray(each) ? each : [each, {}];
    return { fault, waitMs: null, model: "main", ...change };
  });
const apiError = (status: number, body: object = {}, headers: Record<string, string> = {}) =>
  OpenAI.APIError.generate(status, { error: body }, undefined, new Headers(headers));

describe("planAttempt: each fault has a stated outcome", () => {
  it.each<[string, Failed[], boolean, object]>([
    ["nothing failed", [], false, { model: "main", waitMs: 0, promptShare: 1, brief: false }],
    [
      "429: wait as asked",
      failed(["rate_limited", { waitMs: 9_000 }]),
      true,
      { model: "main", waitMs: 9_000 },
    ],
    [
      "429 without a header: wait a little",
      failed("rate_limited"),
      false,
      { model: "main", waitMs: 2_000 },
    ],
    [
      "429 for minutes: the other model",
      failed(["rate_limited", { waitMs: 600_000 }]),
      true,
      { model: "fallback" },
    ],
    [
      "429 for minutes, no other model",
      failed(["rate_limited", { waitMs: 600_000 }]),
      false,
      { giveUp: "model_failed" },
    ],
    ["5xx: again soon", failed("unavailable"), true, { model: "main", waitMs: 1_000 }],
    [
      "5xx three times: the other model",
      failed("unavailable", "unavailable", "unavailable"),
      true,
      { model: "fallback" },
    ],
    ["time-out: once more at once", failed("timed_out"), true, { model: "main", waitMs: 0 }],
    ["time-out twice", failed("timed_out", "timed_out"), false, { giveUp: "model_failed" }],
    [
      "cut off: shorter, with more room",
      failed("truncated"),
      false,
      { model: "main", brief: true },
    ],
    ["cut off twice", failed("truncated", "truncated"), false, { giveUp: "model_incomplete" }],
    ["empty: once more", failed("empty"), false, { model: "main" }],
    ["empty twice", failed("empty", "empty"), false, { giveUp: "model_empty" }],
    ["too long: a smaller prompt", failed("too_long"), false, { model: "main", promptShare: 0.5 }],
    ["refused: a person, not another model", failed("refused"), true, { giveUp: "model_refused" }],
    ["rejected: the other model", failed("rejected"), true, { model: "fallback" }],
    ["rejected, no other model", failed("rejected"), false, { giveUp: "model_failed" }],
    [
      "the other model fails too",
      failed("rejected", ["rejected", { model: "fallback" }]),
      true,
      { giveUp: "model_failed" },
    ],
  ])("%s", (_, faults, hasFallback, plan) => {
    expect(planAttempt(faults, hasFallback)).toMatchObject(plan);
  });

  it("ends after finitely many calls, whatever fails in whatever order", () => {
    for (const hasFallback of [true, false]) {
      for (const first of faultKinds) {
        for (const second of faultKinds) {
          const faults: Failed[] = [];
          for (let n = 0; n < 40; n += 1) {
            const plan = planAttempt(faults, hasFallback);
            if ("giveUp" in plan) break;
            faults.push({ fault: n % 2 ? second : first, waitMs: null, model: plan.model });
          }
          expect(faults.length).toBeLessThanOrEqual(8);
        }
      }
    }
  });
});

describe("faults by status, class and code", () => {
  it.each<[string, unknown, object | null]>([
    ["429", apiError(429, {}, { "retry-after": "3" }), { fault: "rate_limited", waitMs: 3_000 }],
    [
      "429 in ms",
      apiError(429, {}, { "retry-after-ms": "250" }),
      { fault: "rate_limited", waitMs: 250 },
    ],
    ["no quota left", apiError(429, { code: "insufficient_quota" }), { fault: "rejected" }],
    ["503", apiError(503), { fault: "unavailable" }],
    ["401", apiError(401), { fault: "rejected" }],
    ["too long", apiError(400, { code: "context_length_exceeded" }), { fault: "too_long" }],
    ["time-out", new OpenAI.APIConnectionTimeoutError(), { fault: "timed_out" }],
    ["no connection", new OpenAI.APIConnectionError({}), { fault: "unavailable" }],
    ["a bug of ours", new TypeError("x"), null],
  ])("%s", (_, error, fault) => {
    if (fault === null) expect(faultOfError(error)).toBeNull();
    else expect(faultOfError(error)).toMatchObject(fault);
  });

  it("a 400 that names the reasoning settings is no fault of the request's content", () => {
    expect(lacksReasoning(apiError(400, { param: "reasoning.effort" }))).toBe(true);
    expect(lacksReasoning(apiError(400, { param: "input" }))).toBe(false);
    expect(lacksReasoning(apiError(500, { param: "reasoning.effort" }))).toBe(false);
  });

  it("waits of hours are bounded, nonsense is ignored", () => {
    expect(retryAfterMs(new Headers({ "retry-after": "99999" }))).toBe(600_000);
    expect(retryAfterMs(new Headers({ "retry-after": "Wed, 21 Oct" }))).toBeNull();
    expect(retryAfterMs(undefined)).toBeNull();
  });
});
