import type { Stack } from "../../local/start-stack";
import { percentile } from "../bench/load";
import type { RunningStack } from "../integration/running-stack";
import type { Servers } from "../integration/start-servers";
import { actOnTheWay } from "./act-on-the-way";
import { type Check, figure, none, tally } from "./check";
import { checkAlerts } from "./check-alerts";
import { checkErasure } from "./check-erasure";
import { checkIntake } from "./check-intake";
import { checkMedia } from "./check-media";
import { checkMemory } from "./check-memory";
import { checkPrivacy } from "./check-privacy";
import { checkSends } from "./check-sends";
import { checkTurns } from "./check-turns";
import { killOnTheWay } from "./kill-on-the-way";
import { listObjects } from "./list-objects";
import { planDeliveries } from "./plan-deliveries";
import { plantExpired } from "./plant-expired";
import { type PostingState, postDeliveries } from "./post-deliveries";
import { injectFaults } from "./provider-faults";
import { readAlertChat } from "./read-alert-chat";
import { readEverything } from "./read-everything";
import { readJournal } from "./read-journal";
import type { SoakOptions } from "./read-options";
import { readRows } from "./read-rows";
import { residentMemory } from "./resident-memory";
import { prepareFiles } from "./sent-files";
import { createSentPool } from "./sent-pool";
import { settleDoubtful } from "./settle-doubtful";
import { waitForRest } from "./wait-for-rest";
import { watchProgress } from "./watch-progress";
import { createWriter } from "./write-delivery";

const minute = 60_000;
/** The stand-in's sentence model embeds about 30 texts a second, and stops its process for each. */
const longestRestMs = (events: number) => 6 * minute + 60 * events;
const expiredConversations = 50;

/** Posts, kills, erases, waits for rest and checks: everything between the start of the stack and its stop. */
export async function runSoak(
  { stack, servers }: { stack: Stack; servers: Servers },
  running: RunningStack,
  options: SoakOptions,
  { signal, say }: { signal: AbortSignal; say: (text: string) => void },
): Promise<Check[]> {
  const plan = planDeliveries({ ...options, postingMs: options.minutes * minute });
  const erasedPhone = `+${plan.customers.find(({ part }) => part === "erased")?.waId}`;
  const pool = createSentPool(stack.urls.providers, erasedPhone);
  const files = await prepareFiles(plan, stack.urls.providers);
  const expired = await plantExpired(running, expiredConversations);
  say(`${files.size} files are put up, ${expired.customerIds.length} old conversations planted.`);
  const postingStart = performance.now();
  const writer = createWriter(new Date(), pool, files);
  const state: PostingState = { posted: [], latencies: [] };
  await injectFaults(running);

  const progress = () => state.posted.length / plan.deliveries.length;
  const posting = new AbortController();
  const gaveUp = new AbortController();
  const actSignal = AbortSignal.any([signal, gaveUp.signal]);
  const acting = actOnTheWay({ stack, running }, plan, progress, { signal: actSignal, say });
  const watching = Promise.all([
    watchProgress(state, pool, plan.deliveries.length, { signal: posting.signal, say }),
    killOnTheWay({ stack, servers }, options.kill, progress, { signal: actSignal, say }),
    acting,
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
  const postingMs = performance.now() - postingStart;
  say("All events are posted.");
  const restStart = performance.now();
  await watching;
  const { erased, archives } = await acting;
  const patienceMs = longestRestMs(options.events);
  const rest = await waitForRest(running, { patienceMs, signal, say });
  const restMs = performance.now() - restStart;
  const settled = await settleDoubtful(running);
  say("Checking …");
  const everyRow = await readRows(running);
  // The planted ones are no part of what was posted; checkPrivacy looks for them.
  const old = new Set(expired.customerIds);
  const rows = { ...everyRow, sessions: everyRow.sessions.filter((s) => !old.has(s.customer_id)) };
  const journal = await readJournal(stack.urls.providers);
  const latencies = state.latencies.toSorted((a, b) => a - b);
  const events = plan.deliveries.reduce((sum, { entries }) => sum + entries.length, 0);
  const latency = [0.5, 0.95, 0.99].map((share) => percentile(latencies, share).toFixed(0));

  return [
    ...checkIntake(plan, state.posted, writer, rows),
    ...checkTurns(plan.customers.length, rows),
    ...checkSends(journal, rows, erasedPhone),
    ...checkMedia(plan, rows, await listObjects(running)),
    ...checkMemory(rows),
    ...checkErasure(
      ...([plan, state.posted, erased, writer.writtenAt, rows] as const),
      await readEverything(running),
    ),
    ...checkPrivacy(expired, archives, everyRow, rest.left.objectsToRemove),
    ...checkAlerts(rows, await readAlertChat(stack.urls.providers)),
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
      "jobs that gave up, their work done by later ones",
      tally(rows.deadJobs.map(({ function_id }) => function_id)),
    ),
    figure("requests answered by each server", servers.answered().join(" · ")),
    figure(
      "posting · coming to rest",
      `${(postingMs / 1_000).toFixed(0)} s · ${(restMs / 1_000).toFixed(0)} s`,
    ),
    figure("events a second while posting", (events / (postingMs / 1_000)).toFixed(1)),
    figure("acknowledgement p50 · p95 · p99", `${latency.join(" · ")} ms`),
    ...stack.processes.map((name) =>
      figure(`resident memory at the end, ${name}`, residentMemory(stack.pid(name))),
    ),
    ...servers.urls.map((_, n) =>
      figure(`resident memory at the end, server ${n + 1}`, residentMemory(servers.pid(n))),
    ),
  ];
}
