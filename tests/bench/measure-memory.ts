import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Stack } from "../../local/start-stack";
import { receivedEvent, someCustomer, textMessage } from "../integration/customer";
import type { RunningStack } from "../integration/running-stack";
import type { Row } from "./print-table";

const perWebhook = 20;

/** Resident memory of every process, and the app's heap after collection at 10,000, 30,000 and 50,000 messages. */
export async function measureMemory(stack: Stack, running: RunningStack): Promise<Row[]> {
  const rows: Row[] = [];
  const heaps: number[] = [];
  let posted = 0;
  for (const goal of [10_000, 30_000, 50_000]) {
    await postUntil(running, posted, goal);
    posted = goal;
    heaps.push(await heapAfterCollection(stack));
    rows.push({
      name: `app heap after collection at ${goal} messages`,
      value: `${(heaps.at(-1) ?? 0).toFixed(1)} MB`,
    });
  }
  const [small = 1, , large = 1] = heaps;
  rows.push({
    name: "heap growth from 10,000 to 50,000 messages",
    value: `${((large / small - 1) * 100).toFixed(1)} % (target: within 10 %)`,
  });
  for (const name of stack.processes) {
    rows.push({
      name: `resident memory, ${name}`,
      value: `${residentMegabytes(stack.pid(name))} MB`,
    });
  }
  return rows;
}

async function postUntil(running: RunningStack, from: number, goal: number): Promise<void> {
  const customers = Array.from({ length: 40 }, () => someCustomer());
  let left = (goal - from) / perWebhook;
  const worker = async () => {
    while (left > 0) {
      left -= 1;
      const messages = Array.from({ length: perWebhook }, (_, n) =>
        textMessage(customers[n % customers.length] ?? someCustomer(), `Line ${n} of many`),
      );
      const answer = await running.post(receivedEvent(customers.slice(0, perWebhook), messages));
      if (answer.status !== 200) throw new Error(`The webhook answered ${answer.status}`);
      await answer.body?.cancel();
    }
  };
  await Promise.all(Array.from({ length: 8 }, worker));
}

/** Asks the app (started with report-heap.cjs) to collect and to write what is left, in MB. */
async function heapAfterCollection(stack: Stack): Promise<number> {
  const pid = stack.pid("app");
  if (!pid) throw new Error("The app is not running");
  await sleep(3_000);
  process.kill(pid, "SIGUSR2");
  await sleep(2_000);
  return Number(readFileSync(join(stack.dataDir, "heap"), "utf8")) / 2 ** 20;
}

function residentMegabytes(pid: number | undefined): string {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  const kilobytes = /^VmRSS:\s+(\d+)/m.exec(status)?.[1];
  return (Number(kilobytes) / 1_024).toFixed(0);
}
