import { setTimeout as sleep } from "node:timers/promises";
import type { PartName } from "../../local/start/part-commands";
import { type Stack, startStack } from "../../local/start-stack";
import { percentile } from "../bench/load";
import { attend, type RunningStack } from "../integration/running-stack";
import { type Check, figure, none } from "./check";
import { checkIntake } from "./check-intake";
import { checkSends } from "./check-sends";
import { checkTurns } from "./check-turns";
import { killAndRestart } from "./kill-parts";
import { planDeliveries } from "./plan-deliveries";
import { type PostingState, postDeliveries } from "./post-deliveries";
import { printChecks } from "./print-checks";
import { injectFaults } from "./provider-faults";
import { readJournal } from "./read-journal";
import { readOptions, type SoakOptions } from "./read-options";
import { readRows } from "./read-rows";
import { residentMemory } from "./resident-memory";
import { createSentPool, type SentPool } from "./sent-pool";
import { settleDoubtful } from "./settle-doubtful";
import { waitForRest } from "./wait-for-rest";
import { createWriter } from "./write-delivery";

const minute = 60_000;
/** The whole run, build and start included. */
const longestMs = 15 * minute;
const longestRestMs = 5 * minute;

const startedAt = performance.now();
const elapsed = () => `${((performance.now() - startedAt) / 1_000).toFixed(0)} s`;
const say = (text: string) => console.error(`[${elapsed()}] ${text}`);

const options = readOptions(process.argv.slice(2));
const stopped = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => stopped.abort(new Error(`Stopped by ${signal}`)));
}
const timer = setTimeout(
  () => stopped.abort(new Error("The run did not end within 15 minutes")),
  longestMs,
);

const stack = await startStack({
  env: { LOG_LEVEL: "warn", LUMINOUS_REQUESTS_PER_MINUTE: "100000" },
  say,
  abort: stopped.signal,
});
try {
  const checks = await soak(stack, attend(stack), options, stopped.signal);
  const { seed, events, customers, kill } = options;
  const heading = `Soak: ${events} events of ${customers} customers, seed ${seed}, kill -9 of ${kill.join(" and ")}, ${new Date().toISOString()}`;
  console.log(printChecks(heading, checks));
  process.exitCode = checks.every(({ ok }) => ok) ? 0 : 1;
} finally {
  clearTimeout(timer);
  await stack.stop();
}

async function soak(
  stack: Stack,
  running: RunningStack,
  options: SoakOptions,
  signal: AbortSignal,
): Promise<Check[]> {
  const plan = planDeliveries({ ...options, postingMs: options.minutes * minute });
  const pool = createSentPool(stack.urls.providers);
  const postingStart = performance.now();
  const writer = createWriter(new Date(), pool);
  const state: PostingState = { posted: [], latencies: [] };
  await injectFaults(running);

  const posting = new AbortController();
  const watching = Promise.all([
    watch(state, pool, plan.deliveries.length, posting.signal),
    killOnTheWay(stack, options.kill, () => state.posted.length / plan.deliveries.length, signal),
  ]);
  try {
    await Promise.race([
      postDeliveries(running, plan.deliveries, writer, { state, signal }),
      // Only a failure of the watchers ends the posting early.
      watching.then(() => new Promise<never>(() => undefined)),
    ]);
  } finally {
    posting.abort();
  }
  await watching;
  const postingMs = performance.now() - postingStart;

  say("All events are posted.");
  const restStart = performance.now();
  const rest = await waitForRest(running, { patienceMs: longestRestMs, signal, say });
  const restMs = performance.now() - restStart;
  const settled = await settleDoubtful(running);
  say("Checking …");
  const rows = await readRows(running);
  const journal = await readJournal(stack.urls.providers);
  const latencies = state.latencies.toSorted((a, b) => a - b);
  const events = plan.deliveries.reduce((sum, { entries }) => sum + entries.length, 0);
  const latency = [0.5, 0.95, 0.99].map((share) => percentile(latencies, share).toFixed(0));

  return [
    ...checkIntake(plan, state.posted, writer, rows),
    ...checkTurns(plan.customers.length, rows),
    ...checkSends(journal, rows),
    none(
      "left unfinished when the time for rest was over",
      rest.rested ? [] : [JSON.stringify(rest.left)],
    ),
    figure(
      "sends in doubt given to a person by redrive, told that it is 6 minutes later",
      settled.settled_sends,
    ),
    none("work that only that redrive found", [
      ...settled.turn_session_ids,
      ...settled.send_message_ids,
    ]),
    figure(
      "posting · coming to rest",
      `${(postingMs / 1_000).toFixed(0)} s · ${(restMs / 1_000).toFixed(0)} s`,
    ),
    figure("events a second while posting", (events / (postingMs / 1_000)).toFixed(1)),
    figure("acknowledgement p50 · p95 · p99", `${latency.join(" · ")} ms`),
    ...stack.processes.map((name) =>
      figure(`resident memory at the end, ${name}`, residentMemory(stack.pid(name))),
    ),
    {
      name: "whole run",
      expected: "at most 900 s",
      actual: elapsed(),
      ok: performance.now() - startedAt < longestMs,
    },
  ];
}

/** Follows what has left, and says how far the run is, until posting ends. */
async function watch(
  state: PostingState,
  pool: SentPool,
  total: number,
  signal: AbortSignal,
): Promise<void> {
  for (let round = 0; !signal.aborted; round += 1) {
    await pool.refresh();
    if (round % 5 === 0) {
      say(`${state.posted.length} of ${total} webhooks answered, ${pool.size()} messages left`);
    }
    await sleep(1_000, undefined, { signal }).catch((error: unknown) => {
      if (!signal.aborted) throw error;
    });
  }
}

/** Kills the parts at even distances of the posting, one after the other. */
async function killOnTheWay(
  stack: Stack,
  parts: readonly PartName[],
  progress: () => number,
  signal: AbortSignal,
): Promise<void> {
  for (const [n, part] of parts.entries()) {
    while (progress() < (n + 1) / (parts.length + 1)) await sleep(100, undefined, { signal });
    say(`kill -9 of ${part}`);
    await killAndRestart(stack, part);
    say(`${part} is back`);
  }
}
