import { setTimeout as sleep } from "node:timers/promises";
import type { Stack } from "../../local/start-stack";
import { signInEverybody } from "../integration/console-visitors";
import { someCustomer, textEvent } from "../integration/customer";
import { erasures } from "../integration/erase-over-http";
import type { RunningStack } from "../integration/running-stack";
import { load, percentile } from "./load";
import { measureLargeErasure } from "./measure-large-erasure";
import type { Row } from "./print-table";

const people = 20;
const previews = 100;
/** An average customer: what a fortnight of questions leaves. */
const messagesEach = 60;
const patienceMs = 300_000;

/** 100 previews and 20 erasures of average customers, measured while webhooks of others come in; then a large one. */
export async function measureErasure(stack: Stack, running: RunningStack): Promise<Row[]> {
  const cookies = await signInEverybody(stack, running);
  const privacy = erasures(stack, running, cookies.privacy);
  const requests: string[] = [];
  for (let n = 0; n < people; n += 1) {
    const customer = someCustomer();
    for (let m = 0; m < messagesEach; m += 1)
      await (await running.post(textEvent(customer, `Question ${m} about a parcel`))).text();
    const session = await running.sessionOf(customer);
    if (!session) throw new Error("The customer has no conversation");
    requests.push(await privacy.verifiedRequest(session.customer_id));
  }
  const intake = () =>
    load(
      {
        url: `${running.webhookUrl}?token=${encodeURIComponent(running.secret)}`,
        method: "POST",
        headers: { "content-type": "application/json" },
        body: () => JSON.stringify(textEvent(someCustomer(), "Hello")),
      },
      2,
      60,
    );
  const meanwhile = intake();

  const times: number[] = [];
  const previewsFrom = performance.now();
  for (let n = 0; n < previews; n += 1) {
    const from = performance.now();
    await privacy.preview(requests[n % people] ?? "");
    times.push(performance.now() - from);
  }
  const previewSeconds = (performance.now() - previewsFrom) / 1_000;
  times.sort((a, b) => a - b);

  const erasuresFrom = performance.now();
  for (const requestId of requests) await privacy.approve(requestId);
  for (const requestId of requests) {
    while (!(await privacy.read(requestId)).certificate) {
      if (performance.now() - erasuresFrom > patienceMs) throw new Error("The erasures do not end");
      await sleep(250);
    }
  }
  const erasureSeconds = (performance.now() - erasuresFrom) / 1_000;
  return [
    {
      name: `erasure: ${previews} previews, one after another`,
      perSecond: previews / previewSeconds,
      p50: percentile(times, 0.5),
      p95: percentile(times, 0.95),
      p99: percentile(times, 0.99),
    },
    {
      name: `erasure: ${people} customers of ${messagesEach} messages, approval to certificate`,
      value: `${erasureSeconds.toFixed(1)} s (${((people * 60) / erasureSeconds).toFixed(0)} a minute)`,
    },
    { name: "webhook meanwhile, one message, 2 connections", ...(await meanwhile) },
    ...(await measureLargeErasure(stack, running, privacy)),
  ];
}
