import { appendFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startStack } from "../../local/start-stack";
import { attend } from "../integration/running-stack";
import { measureAcknowledgement, measureBatches } from "./measure-acknowledgement";
import { measureConsoleLists } from "./measure-console-lists";
import { measureErasure } from "./measure-erasure";
import { measureFirstLoad } from "./measure-first-load";
import { measureMediaClean } from "./measure-media-clean";
import { measureMediaFetch } from "./measure-media-fetch";
import { measureMemory } from "./measure-memory";
import { measureOwnWork } from "./measure-own-work";
import { measureWholePath } from "./measure-whole-path";
import { printTable, type Row } from "./print-table";

/** Ends by itself; every loop is bounded. One stack a group, so that no group works on another's rows. */
const common = { LOG_LEVEL: "warn", LUMINOUS_REQUESTS_PER_MINUTE: "1000000" };
const longestQuiet = { ...common, REPLY_QUIET_WINDOW_MS: "20000" };
const say = (text: string) => console.error(text);
const [only, plansFile] = process.argv.slice(2);
const rows: Row[] = [];

await group("acknowledgement", async () => {
  const stack = await startStack({ env: longestQuiet, say });
  try {
    rows.push(...(await measureAcknowledgement(attend(stack), stack.urls.app)));
    rows.push(...(await measureBatches(attend(stack))));
  } finally {
    await stack.stop();
  }
});

await group("whole-path", async () => {
  const stack = await startStack({ env: { ...common, REPLY_QUIET_WINDOW_MS: "0" }, say });
  try {
    rows.push(...(await measureWholePath(attend(stack))));
  } finally {
    await stack.stop();
  }
});

await group("own-work", async () => {
  const stack = await startStack({ env: { ...common, REPLY_QUIET_WINDOW_MS: "0" }, say });
  try {
    rows.push(...(await measureOwnWork(attend(stack))));
  } finally {
    await stack.stop();
  }
});

await group("sessions-page", async () => {
  const stack = await startStack({ env: { ...common, REPLY_QUIET_WINDOW_MS: "0" }, say });
  try {
    rows.push(...(await measureFirstLoad(stack, attend(stack))));
  } finally {
    await stack.stop();
  }
});

await group("console-lists", async () => {
  // `npm run bench -- console-lists plans.txt` keeps the plans of every list, too.
  const onPlans = (name: string, plans: string[]) => {
    if (plansFile) appendFileSync(plansFile, `## ${name}\n\n${plans.join("\n\n")}\n\n`);
  };
  const size = { sessions: 100_000, messages: 2_000_000 };
  rows.push(...(await measureConsoleLists({ ...size, say, onPlans })));
});

await group("memory", async () => {
  const dataDir = mkdtempSync(join(tmpdir(), "parcelo-bench-"));
  const reporter = join(import.meta.dirname, "report-heap.cjs");
  const stack = await startStack({
    dataDir,
    // Turns run as usual, so that at the first reading every part of the app has been in use.
    env: { ...common, REPLY_QUIET_WINDOW_MS: "500" },
    appArgs: ["--expose-gc", "--require", reporter],
    appEnv: { BENCH_HEAP_FILE: join(dataDir, "heap") },
    say,
  });
  try {
    rows.push(...(await measureMemory(stack, attend(stack))));
  } finally {
    await stack.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
});

await group("media-clean", async () => {
  const stack = await startStack({
    env: { ...longestQuiet, MEDIA_CLEANUP_INTERVAL_MINUTES: "1" },
    say,
  });
  try {
    rows.push(...(await measureMediaClean(stack, attend(stack), say)));
  } finally {
    await stack.stop();
  }
});

await group("media-fetch", async () => {
  const stack = await startStack({ env: longestQuiet, say });
  try {
    rows.push(...(await measureMediaFetch(stack, attend(stack))));
  } finally {
    await stack.stop();
  }
});

await group("erasure", async () => {
  const stack = await startStack({ env: longestQuiet, say });
  try {
    rows.push(...(await measureErasure(stack, attend(stack))));
  } finally {
    await stack.stop();
  }
});

console.log(printTable(rows));

async function group(name: string, measure: () => Promise<void>): Promise<void> {
  if (only !== undefined && only !== name) return;
  console.error(`Measuring: ${name}`);
  await measure();
}
