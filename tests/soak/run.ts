import { type Stack, startStack } from "../../local/start-stack";
import { attend } from "../integration/running-stack";
import type { Check } from "./check";
import { printChecks } from "./print-checks";
import { readOptions } from "./read-options";
import { runSoak } from "./run-soak";

/** The whole run, build and start included. */
const longestMs = 15 * 60_000;

const startedAt = performance.now();
const elapsedMs = () => performance.now() - startedAt;
const elapsed = () => `${(elapsedMs() / 1_000).toFixed(0)} s`;
const say = (text: string) => console.error(`[${elapsed()}] ${text}`);

const stopped = new AbortController();
const { signal } = stopped;
for (const name of ["SIGINT", "SIGTERM"] as const) {
  process.once(name, () => stopped.abort(new Error(`Stopped by ${name}.`)));
}
const timer = setTimeout(
  () => stopped.abort(new Error("The run did not end within 15 minutes.")),
  longestMs,
);

let stack: Stack | undefined;
try {
  const options = readOptions(process.argv.slice(2));
  stack = await startStack({
    env: { LOG_LEVEL: "warn", LUMINOUS_REQUESTS_PER_MINUTE: "100000" },
    say,
    abort: signal,
  });
  const { seed, events, customers, kill } = options;
  const checks = await runSoak(stack, attend(stack), options, { signal, say });
  checks.push(endedInTime());
  const killed = kill.join(" and ") || "nothing";
  const what = `${events} events of ${customers} customers, seed ${seed}, kill -9 of ${killed}`;
  console.log(printChecks(`Soak: ${what}, ${new Date().toISOString()}`, checks));
  process.exitCode = checks.every(({ ok }) => ok) ? 0 : 1;
} catch (error) {
  // What gave up because it was told to has nothing to add.
  console.error(signal.aborted ? String(signal.reason) : error);
  process.exitCode = 1;
} finally {
  clearTimeout(timer);
  await stack?.stop();
}

function endedInTime(): Check {
  return {
    name: "whole run, build and start included",
    expected: "at most 900 s",
    actual: elapsed(),
    ok: elapsedMs() <= longestMs,
  };
}
