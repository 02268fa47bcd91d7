import { setTimeout as sleep } from "node:timers/promises";
import { someCustomer, textEvent } from "../integration/customer";
import type { RunningStack } from "../integration/running-stack";
import { median, percentile } from "./load";
import type { Row } from "./print-table";

const customersEach = 200;
const rounds = 3;

/** Messages of as many customers at once, from the first post to the last reply that left. */
export async function measureWholePath(running: RunningStack): Promise<Row[]> {
  const rates: number[] = [];
  for (let round = 0; round < rounds; round += 1) rates.push(await answeredPerSecond(running));
  const latencies: number[] = [];
  for (let n = 0; n < 15; n += 1) latencies.push(await answerLatency(running));
  latencies.sort((a, b) => a - b);
  return [
    { name: `whole path, ${customersEach} customers at once, answered`, perSecond: median(rates) },
    {
      name: "whole path, one message at rest, quiet window 0",
      p50: percentile(latencies, 0.5),
      p95: percentile(latencies, 0.95),
      p99: percentile(latencies, 0.99),
    },
  ];
}

async function answeredPerSecond(running: RunningStack): Promise<number> {
  const before = await running.countSent();
  const startedAt = performance.now();
  const customers = Array.from({ length: customersEach }, () => someCustomer());
  await Promise.all(customers.map((customer) => running.post(textEvent(customer, "Hello"))));
  while ((await running.countSent()) - before < customersEach) {
    if (performance.now() - startedAt > 180_000) {
      throw new Error("Not every customer was answered within three minutes");
    }
    await sleep(250);
  }
  return customersEach / ((performance.now() - startedAt) / 1_000);
}

async function answerLatency(running: RunningStack): Promise<number> {
  const before = await running.countSent();
  const startedAt = performance.now();
  await running.post(textEvent(someCustomer(), "Hello"));
  while ((await running.countSent()) === before) await sleep(5);
  const took = performance.now() - startedAt;
  await sleep(300);
  return took;
}
