import { DAY_MS, parseDuration } from "../protocol/durations";
import { evaluate, groupKey, matches } from "../protocol/expressions";
import type { Engine } from "./engine";
import type { ReceivedEvent } from "./records";
import type { RegisteredFunction } from "./registry";

/**
 * Starts a function for an event by way of its flow control, in the server's order: batch, else
 * rate limit (or idempotency, which is a rate limit of 1 in 24 h), then debounce, then the run.
 */
export function startFunction(
  engine: Engine,
  fn: RegisteredFunction,
  received: ReceivedEvent,
): void {
  const variables = { event: received.event };
  if (fn.batchEvents && matches(fn.batchEvents.if, variables)) {
    // The real server ignores rateLimit and idempotency on a batched function.
    engine.batches.add(fn, fn.batchEvents, received);
    return;
  }
  if (isRateLimited(engine, fn, received)) {
    engine.runs.skip(fn, received, "rate limit");
    return;
  }
  if (fn.debounce) engine.debounces.add(fn, fn.debounce, received);
  else engine.runs.create(fn, [received]);
}

function isRateLimited(engine: Engine, fn: RegisteredFunction, received: ReceivedEvent): boolean {
  const rule = fn.idempotency
    ? { key: fn.idempotency, limit: 1, periodMs: DAY_MS }
    : fn.rateLimit && { ...fn.rateLimit, periodMs: parseDuration(fn.rateLimit.period) };
  if (!rule) return false;
  const variables = { event: received.event };
  if (rule.key && evaluate(rule.key, variables) === false) return false; // false switches it off
  const key = `limit|${fn.id}|${groupKey(rule.key, variables)}`;
  return !engine.rates.allow(key, rule.limit, rule.periodMs);
}
