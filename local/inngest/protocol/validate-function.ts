import { nextCronTime } from "./cron-schedule";
import { DAY_MS, parseDuration } from "./durations";
import { compileExpression } from "./expressions";
import { type FunctionConfig, functionConfigSchema } from "./function-config";

type Problem = string | undefined;

const reason = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).split("\n")[0] ?? "";

function expression(text: string | undefined, what: string): Problem {
  try {
    if (text !== undefined) compileExpression(text);
    return undefined;
  } catch (error) {
    return `the ${what} is not a valid expression: ${reason(error)}`;
  }
}

function duration(text: string | undefined, what: string, min = 0, max = Infinity): Problem {
  if (text === undefined) return undefined;
  try {
    const ms = parseDuration(text);
    if (ms >= min && ms <= max) return undefined;
    return `the ${what} must be at least ${min / 1000} s${max < Infinity ? ` and at most ${max / DAY_MS} d` : ""}`;
  } catch (error) {
    return `the ${what}: ${reason(error)}`;
  }
}

function cron(trigger: string): Problem {
  try {
    nextCronTime(trigger, Date.now());
    return undefined;
  } catch {
    return `'${trigger}' isn't a valid cron schedule`;
  }
}

function batchProblem(config: FunctionConfig): Problem {
  if (!config.batchEvents) return undefined;
  if (config.batchEvents.maxSize < 2) return "a batch needs a maxSize of at least 2";
  const excluded = { cancelOn: config.cancel.length, debounce: config.debounce };
  const also = { singleton: config.singleton, priority: config.priority?.run };
  const clash = Object.entries({ ...excluded, ...also }).find(([, value]) => value);
  return clash && `batching cannot be combined with ${clash[0]}`;
}

function* problems(config: FunctionConfig): Generator<Problem> {
  if (config.concurrency.length > 2) yield "more than 2 concurrency limits";
  for (const limit of config.concurrency) {
    if (limit.scope && limit.scope !== "fn" && !limit.key) {
      yield `a limit of scope ${limit.scope} needs a key`;
    }
    yield expression(limit.key, "concurrency key");
  }
  for (const trigger of config.triggers) {
    if ("cron" in trigger) yield cron(trigger.cron);
    else yield expression(trigger.expression, "trigger condition");
  }
  if (config.cancel.length > 5) yield "more than 5 cancellation events";
  for (const cancel of config.cancel) {
    yield expression(cancel.if, "cancellation condition");
    yield duration(cancel.timeout, "cancellation timeout");
  }
  yield batchProblem(config);
  yield expression(config.batchEvents?.key, "batch key");
  yield expression(config.batchEvents?.if, "batch condition");
  yield duration(config.batchEvents?.timeout, "batch timeout", 1000);
  yield expression(config.debounce?.key, "debounce key");
  yield duration(config.debounce?.period, "debounce period", 1000, 7 * DAY_MS);
  yield duration(config.debounce?.timeout, "debounce timeout", 1000);
  yield expression(config.rateLimit?.key, "rate limit key");
  yield duration(config.rateLimit?.period, "rate limit period", 1000, DAY_MS);
  yield expression(config.throttle?.key, "throttle key");
  yield duration(config.throttle?.period, "throttle period", 1000);
  yield expression(config.idempotency, "idempotency key");
  yield expression(config.singleton?.key, "singleton key");
  yield expression(config.priority?.run, "priority");
  yield duration(config.timeouts?.start, "start timeout");
  yield duration(config.timeouts?.finish, "finish timeout");
}

/** Parses one registered function. Throws a sentence that names the function and what is wrong. */
export function validateFunction(raw: unknown): FunctionConfig {
  const parsed = functionConfigSchema.safeParse(raw);
  const id = raw && typeof raw === "object" && "id" in raw ? String(raw.id) : "(without id)";
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new Error(`function ${id} is invalid: ${issue?.path.join(".")}: ${issue?.message}`);
  }
  for (const problem of problems(parsed.data)) {
    if (problem) throw new Error(`function ${id} is invalid: ${problem}`);
  }
  return parsed.data;
}
