import type { Stack } from "../../local/start-stack";
import { percentile } from "../bench/load";
import type { RunningStack } from "../integration/running-stack";
import { type Check, figure, none } from "./check";
import { checkIntake } from "./check-intake";
import { checkSends } from "./check-sends";
import { checkTurns } from "./check-turns";
import { killOnTheWay } from "./kill-on-the-way";
import { planDeliveries } from "./plan-deliveries";
import { type PostingState, postDeliveries } from "./post-deliveries";
import { injectFaults } from "./provider-faults";
import { readJournal } from "./read-journal";
import type { SoakOptions } from "./read-options";
import { readRows } from "./read-rows";
import { residentMemory } from "./resident-memory";
import { createSentPool } from "./sent-pool";
import { settleDoubtful } from "./settle-doubtful";
import { waitForRest } from "./wait-for-rest";
import { watchProgress } from "./watch-progress";
import { createWriter } from "./write-delivery";

const minute = 60_000;
const longestRestMs = 5 * minute;

/** Posts, kills, waits for rest and checks: everything between the start of the stack and its stop. */
export async function runSoak(
  stack: Stack,
  running: RunningStack,
  options: SoakOptions,
  { signal, say }: { signal: AbortSignal; say: (text: string) => void },
): Promise<Check[]> {
  const plan = planDeliveries({ ...options, postingMs: options.minutes * minute });
  const pool = createSentPool(stack.urls.providers);
  const postingStart = performance.now();
  const writer = createWriter(new Date(), pool);
  const state: PostingState = { posted: [], latencies: [] };
  await injectFaults(running);

  const progress = () => state.posted.length / plan.deliveries.length;
  const posting = new AbortController();
  const gaveUp = new AbortController();
  const killSignal = AbortSignal.any([signal, gaveUp.signal]);
  const watching = Promise.all([
    watchProgress(state, pool, plan.deliveries.length, { signal: posting.signal, say }),
    killOnTheWay(stack, options.kill, progress, { signal: killSignal, say }),
  ]);
  try {
    await Promise.race([
      postDeliveries(running, plan.deliveries, writer, { state, signal }),
      // Only a failure of the watchers ends the posting early.
      watching.then(() => new Promise<never>(() => undefined)),
    ]);
  } catch (error) {
    gaveUp.abort(error);
    throw error;
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
      settled.settledSends,
    ),
    none("work that only that redrive found", settled.leftBehind),
    figure(
      "posting · coming to rest",
      `${(postingMs / 1_000).toFixed(0)} s · ${(restMs / 1_000).toFixed(0)} s`,
    ),
    figure("events a second while posting", (events / (postingMs / 1_000)).toFixed(1)),
    figure("acknowledgement p50 · p95 · p99", `${latency.join(" · ")} ms`),
    ...stack.processes.map((name) =>
      figure(`resident memory at the end, ${name}`, residentMemory(stack.pid(name))),
    ),
  ];
}
