import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import type { Stack } from "../../local/start-stack";
import { receivedEvent, someCustomer, textEvent, textMessage } from "../integration/customer";
import { type RunningStack, until } from "../integration/running-stack";
import { cpuSeconds } from "./cpu-seconds";
import { percentile } from "./load";
import type { Row } from "./print-table";

const files = 8;
const megabyte = 1024 * 1024;
const fileBytes = 100 * megabyte;
const webhookEveryMs = 40;
/** About as long as the fetch takes, so that both 99th percentiles are of as many webhooks. */
const usualMs = 50_000;

const bigFile = z.object({ id: z.string(), mime_type: z.string(), sha256: z.string() });
type BigFile = z.infer<typeof bigFile>;

/**
 * Eight documents of 100 MB in one webhook: how far the app's resident memory grows until all are in the
 * bucket, and what a webhook's acknowledgement costs meanwhile, beside what it costs at rest.
 */
export async function measureMediaFetch(stack: Stack, running: RunningStack): Promise<Row[]> {
  const documents: BigFile[] = [];
  for (let n = 0; n < files; n += 1) documents.push(await fileOf(stack, fileBytes));
  // Everything on the way has been in use before: code, connections, one part of an upload.
  await fetchAll(running, [await fileOf(stack, 20 * megabyte)]);
  await acknowledgements(running, AbortSignal.timeout(10_000));
  const atRest = watchWork(stack);
  const usual = await acknowledgements(running, AbortSignal.timeout(usualMs));
  const workAtRest = atRest();

  const before = residentBytes(stack);
  const meanwhile = watchWork(stack);
  let most = before;
  const watch = setInterval(() => {
    most = Math.max(most, residentBytes(stack));
  }, 50);
  const under = new AbortController();
  const startedAt = performance.now();
  const [during] = await Promise.all([
    acknowledgements(running, under.signal),
    fetchAll(running, documents).finally(() => under.abort()),
  ]);
  const seconds = (performance.now() - startedAt) / 1_000;
  clearInterval(watch);
  const work = meanwhile();
  const ratio = p99(during) / p99(usual);
  return [
    latencies("webhook acknowledged, nothing else going on", usual),
    latencies(`webhook acknowledged while ${files} × 100 MB are fetched`, during),
    { name: "its p99 against the usual one", value: `${ratio.toFixed(2)} × (target: at most 2)` },
    {
      name: `${files} documents of 100 MB at once: all stored after`,
      value: `${seconds.toFixed(1)} s (${((files * 100) / seconds).toFixed(0)} MB/s)`,
    },
    {
      name: "growth of the app's resident memory meanwhile",
      value: `${((most - before) / megabyte).toFixed(1)} MB from ${(before / megabyte).toFixed(0)} MB (target: less than 64)`,
    },
    {
      name: "processors in use by process: webhooks alone, and with the fetch",
      value: stack.processes
        .map((name) => `${name} ${share(workAtRest[name])} and ${share(work[name])}`)
        .join(", "),
    },
  ];
}

async function fileOf(stack: Stack, bytes: number): Promise<BigFile> {
  const response = await fetch(`${stack.urls.providers}/_local/big-files`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ bytes }),
  });
  return bigFile.parse(await response.json());
}

async function fetchAll(running: RunningStack, documents: readonly BigFile[]): Promise<void> {
  const customer = someCustomer();
  const messages = documents.map(({ id, mime_type, sha256 }) => ({
    ...textMessage(customer, ""),
    type: "document",
    document: { id, mime_type, sha256, filename: "catalogue.pdf" },
  }));
  const answer = await running.post(receivedEvent([customer], messages));
  if (answer.status !== 200) throw new Error(`The webhook answered ${answer.status}`);
  const ids = documents.map(({ id }) => id);
  await until(
    "every document is stored",
    async () => {
      const { data, error } = await running.database
        .from("chat_media")
        .select("status, error")
        .in("wa_media_id", ids);
      if (error) throw new Error(error.message);
      const refused = data.find(({ status }) => !["pending", "stored"].includes(status));
      if (refused) throw new Error(`A document was given up: ${refused.error}`);
      return data.filter(({ status }) => status === "stored").length === documents.length;
    },
    // A machine that is busy with other things takes its time.
    600_000,
  );
}

/** Posts one message at a time, evenly, until the signal; the milliseconds each took. */
async function acknowledgements(running: RunningStack, signal: AbortSignal): Promise<number[]> {
  const customers = Array.from({ length: 40 }, () => someCustomer());
  const took: number[] = [];
  for (let n = 0; !signal.aborted; n += 1) {
    const from = performance.now();
    const answer = await running.post(textEvent(customers[n % 40] ?? someCustomer(), `Line ${n}`));
    await answer.body?.cancel();
    if (answer.status !== 200) throw new Error(`The webhook answered ${answer.status}`);
    const ms = performance.now() - from;
    took.push(ms);
    await sleep(Math.max(0, webhookEveryMs - ms));
  }
  return took;
}

const p99 = (took: number[]) => percentile(ascending(took), 0.99);
const ascending = (took: readonly number[]) => took.toSorted((a, b) => a - b);

function latencies(name: string, took: readonly number[]): Row {
  const sorted = ascending(took);
  return {
    name: `${name} (${took.length})`,
    p50: percentile(sorted, 0.5),
    p95: percentile(sorted, 0.95),
    p99: percentile(sorted, 0.99),
    failures: 0,
  };
}

function residentBytes(stack: Stack): number {
  const status = readFileSync(`/proc/${stack.pid("app")}/status`, "utf8");
  return Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1]) * 1_024;
}

const share = (processors = 0) => processors.toFixed(2);

/** How many processors each process keeps busy from now on; all of them share this machine's. */
function watchWork(stack: Stack): () => Record<string, number> {
  const from = cpuSeconds(stack);
  const startedAt = performance.now();
  return () => {
    const seconds = (performance.now() - startedAt) / 1_000;
    const until = cpuSeconds(stack);
    return Object.fromEntries(
      stack.processes.map((name) => [name, ((until[name] ?? 0) - (from[name] ?? 0)) / seconds]),
    );
  };
}
