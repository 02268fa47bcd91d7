import { appendFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Stack, type StackOptions, startStack } from "../../local/start-stack";
import { attend, type RunningStack } from "../integration/running-stack";
import { measureAcknowledgement, measureBatches } from "./measure-acknowledgement";
import { measureConsoleLists } from "./measure-console-lists";
import { measureErasure } from "./measure-erasure";
import { measureExchange } from "./measure-exchange";
import { measureFirstLoad } from "./measure-first-load";
import { measureLongConversation } from "./measure-long-conversation";
import { measureMediaClean } from "./measure-media-clean";
import { measureMediaFetch } from "./measure-media-fetch";
import { measureMemory } from "./measure-memory";
import { measureOwnWork } from "./measure-own-work";
import { measureRecallAtSize } from "./measure-recall";
import { measureWholePath } from "./measure-whole-path";
import type { Row } from "./print-table";
import type { BenchOptions } from "./read-options";

export type Group = {
  name: string;
  about: string;
  /** About so long on two cores. */
  minutes: number;
  measure: (options: BenchOptions) => Promise<Row[]>;
};

const say = (text: string) => console.error(text);
const common = { LOG_LEVEL: "warn", LUMINOUS_REQUESTS_PER_MINUTE: "1000000" };
const atOnce = { ...common, REPLY_QUIET_WINDOW_MS: "0" };
const longestQuiet = { ...common, REPLY_QUIET_WINDOW_MS: "20000" };

/** Every figure that the issues ask for, in the order of the table. One stack a group: none works on another's rows. */
export const groups: Group[] = [
  {
    name: "acknowledgement",
    about: "the webhook beside an empty route and one database call; batches",
    minutes: 4,
    measure: () =>
      withStack({ env: longestQuiet }, async (stack, running) => [
        ...(await measureAcknowledgement(running, stack)),
        ...(await measureBatches(running)),
      ]),
  },
  {
    name: "whole-path",
    about: "messages answered per second, and one at rest",
    minutes: 2,
    measure: () => withStack({ env: atOnce }, (_, running) => measureWholePath(running)),
  },
  {
    name: "own-work",
    about: "a turn besides the model, 1,000 chunks a customer",
    minutes: 3,
    measure: () => withStack({ env: atOnce }, (_, running) => measureOwnWork(running)),
  },
  {
    name: "exchange",
    about: "what one message and its answer cost: bytes by table, runs of jobs, tokens",
    minutes: 3,
    measure: () => measureExchange(atOnce, say),
  },
  {
    name: "sessions-page",
    about: "first load of the sessions page in Chromium, 500 rows",
    minutes: 3,
    measure: () => withStack({ env: atOnce }, (stack, running) => measureFirstLoad(stack, running)),
  },
  {
    name: "long-conversation",
    about: "a conversation of 50,000 messages read upward in Chromium",
    minutes: 3,
    measure: () =>
      withStack({ env: atOnce }, (stack, running) => measureLongConversation(stack, running)),
  },
  {
    name: "console-lists",
    about: "every list of the console beside 2,000,000 messages, and a scrape",
    minutes: 12,
    measure: ({ plansFile, small }) => {
      const onPlans = (name: string, plans: string[]) => {
        if (plansFile) appendFileSync(plansFile, `## ${name}\n\n${plans.join("\n\n")}\n\n`);
      };
      const size = small
        ? { sessions: 10_000, messages: 200_000 }
        : { sessions: 100_000, messages: 2_000_000 };
      return measureConsoleLists({ ...size, say, onPlans });
    },
  },
  {
    name: "recall",
    about: "recall in SQL for 1,000, 10,000 and 50,000 chunks among 200,000",
    minutes: 8,
    measure: ({ small }) => measureRecallAtSize(small ? 70_000 : 200_000, say),
  },
  { name: "memory", about: "heap and resident memory", minutes: 5, measure: measureHeap },
  {
    name: "media-fetch",
    about: "eight documents of 100 MB at once, and webhooks beside them",
    minutes: 3,
    measure: () => withStack({ env: longestQuiet }, measureMediaFetch),
  },
  {
    name: "media-clean",
    about: "10,000 files removed while intake goes on",
    minutes: 5,
    measure: () =>
      withStack(
        { env: { ...longestQuiet, MEDIA_CLEANUP_INTERVAL_MINUTES: "1" } },
        (stack, running) => measureMediaClean(stack, running, say),
      ),
  },
  {
    name: "erasure",
    about: "100 previews and 20 erasures while intake goes on, and one of 10,000 messages",
    minutes: 5,
    measure: () => withStack({ env: longestQuiet }, measureErasure),
  },
];

async function withStack(
  options: StackOptions,
  measure: (stack: Stack, running: RunningStack) => Promise<Row[]>,
): Promise<Row[]> {
  const stack = await startStack({ ...options, say });
  try {
    return await measure(stack, attend(stack));
  } finally {
    await stack.stop();
  }
}

async function measureHeap(): Promise<Row[]> {
  const dataDir = mkdtempSync(join(tmpdir(), "parcelo-bench-"));
  const reporter = join(import.meta.dirname, "report-heap.cjs");
  try {
    return await withStack(
      {
        dataDir,
        // Turns run as usual, so that at the first reading every part of the app has been in use.
        env: { ...common, REPLY_QUIET_WINDOW_MS: "500" },
        appArgs: ["--expose-gc", "--require", reporter],
        appEnv: { BENCH_HEAP_FILE: join(dataDir, "heap") },
      },
      measureMemory,
    );
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}
