import { type Stack, startStack } from "../../local/start-stack";
import { attend } from "../integration/running-stack";
import { type Servers, startServers } from "../integration/start-servers";
import type { Check } from "./check";
import { printChecks } from "./print-checks";
import { readOptions } from "./read-options";
import { runSoak } from "./run-soak";

/** The whole run, build and start included; more than 8,000 events may take longer. */
const longestMinutes = (events: number) => Math.max(20, Math.ceil(events / 400));
/** Of the app, behind a round-robin. */
const serverCount = 2;

const startedAt = performance.now();
const elapsedMs = () => performance.now() - startedAt;
const elapsed = () => `${(elapsedMs() / 1_000).toFixed(0)} s`;
const say = (text: string) => console.error(`[${elapsed()}] ${text}`);

const stopped = new AbortController();
const { signal } = stopped;
for (const name of ["SIGINT", "SIGTERM"] as const) {
  process.once(name, () => stopped.abort(new Error(`Stopped by ${name}.`)));
}
let stack: Stack | undefined;
let servers: Servers | undefined;
let timer: NodeJS.Timeout | undefined;
try {
  const options = readOptions(process.argv.slice(2));
  const minutes = longestMinutes(options.events);
  timer = setTimeout(
    () => stopped.abort(new Error(`The run did not end within ${minutes} minutes.`)),
    minutes * 60_000,
  );
  stack = await startStack({
    env: {
      LOG_LEVEL: "warn",
      LUMINOUS_REQUESTS_PER_MINUTE: "100000",
      MEDIA_CLEANUP_INTERVAL_MINUTES: "1",
    },
    withoutApp: true,
    say,
    abort: signal,
  });
  const { seed, events, customers, kill } = options;
  say(`Starting ${serverCount} servers …`);
  servers = await startServers(stack, serverCount);
  const checks = await runSoak({ stack, servers }, attend(stack), options, { signal, say });
  checks.push(endedInTime(minutes * 60_000));
  const killed = kill.join(" and ") || "nothing";
  const what =
    `${events} events of ${customers} customers, seed ${seed}, ${serverCount} servers, ` +
    `kill -9 of ${killed}`;
  console.log(printChecks(`Soak: ${what}, ${new Date().toISOString()}`, checks));
  process.exitCode = checks.every(({ ok }) => ok) ? 0 : 1;
} catch (error) {
  // What gave up because it was told to has nothing to add.
  console.error(signal.aborted ? String(signal.reason) : error);
  process.exitCode = 1;
} finally {
  clearTimeout(timer);
  await servers?.stop();
  await stack?.stop();
}

function endedInTime(longestMs: number): Check {
  return {
    name: "whole run, build and start included",
    expected: `at most ${longestMs / 1_000} s`,
    actual: elapsed(),
    ok: elapsedMs() <= longestMs,
  };
}
