import "server-only";
import type { Env } from "@/lib/env-variables";
import { parseEnv } from "@/lib/parse-env";

let cached: ReturnType<typeof parseEnv> | undefined;

/** Parses the environment on the first call, never at import, so that a build needs no configuration. */
function parseOnce() {
  cached ??= parseEnv(process.env);
  return cached;
}

/**
 * The validated configuration under the variables' own names: numbers, booleans and lists are parsed.
 * @throws EnvError naming every variable that is missing or malformed; `instrumentation.ts` calls this
 * at server start, so later callers never see it.
 */
export function env(): Env {
  return parseOnce().env;
}

/** Switches that are on but lack what they need, and so count as off. */
export function envWarnings() {
  return parseOnce().warnings;
}
