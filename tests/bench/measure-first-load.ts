import { existsSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { chromium } from "@playwright/test";
import type { Stack } from "../../local/start-stack";
import { someCustomer, textEvent } from "../integration/customer";
import type { RunningStack } from "../integration/running-stack";
import { interactOnce, loadOnce, signInForBench } from "./console-page";
import { median } from "./load";
import type { Row } from "./print-table";

const runs = 5;
const sessions = 520;
const rowsOnScreen = 500;
const debians = "/usr/bin/chromium";

/**
 * The sessions page as support meets it: the JavaScript of its first load as transferred to an empty cache,
 * its largest contentful paint, and how long a key or a press waits for its paint with 500 rows in the
 * list. Medians of several runs in real Chromium. Needs a stack with quiet window 0.
 */
export async function measureFirstLoad(
  { urls, staff }: Pick<Stack, "urls" | "staff">,
  running: RunningStack,
): Promise<Row[]> {
  await fillSessionList(running);
  const executablePath =
    process.env.PLAYWRIGHT_CHROMIUM || (existsSync(debians) ? debians : undefined);
  const browser = await chromium.launch({
    ...(executablePath ? { executablePath } : {}),
    args: ["--no-sandbox", "--disable-gpu"],
  });
  try {
    const account = { email: staff.support.email, password: staff.password };
    const signedIn = await signInForBench(browser, urls.app, account);
    const url = `${urls.app}/sessions`;
    const loads = [];
    const delays = [];
    for (let run = 0; run < runs; run += 1) {
      loads.push(await loadOnce(browser, signedIn, url));
      delays.push(await interactOnce(browser, signedIn, url, rowsOnScreen));
    }
    const kilobytes = median(loads.map(({ scriptBytes }) => scriptBytes)) / 1_000;
    const paint = median(loads.map(({ paintMs }) => paintMs));
    return [
      { name: "sessions, first load, compressed JavaScript", value: `${kilobytes.toFixed(1)} kB` },
      { name: "sessions, largest contentful paint", value: `${paint.toFixed(0)} ms` },
      {
        name: `sessions, ${rowsOnScreen} rows, slowest interaction`,
        value: `${median(delays).toFixed(0)} ms`,
      },
    ];
  } finally {
    await browser.close();
  }
}

/** One conversation a customer; then waits until the bot has answered all, so that nothing runs beside. */
async function fillSessionList(running: RunningStack): Promise<void> {
  const before = await running.countSent();
  for (let done = 0; done < sessions; done += 40) {
    const some = Array.from({ length: Math.min(40, sessions - done) }, () => someCustomer());
    await Promise.all(some.map((customer) => running.post(textEvent(customer, "Hello"))));
  }
  const deadline = Date.now() + 300_000;
  while ((await running.countSent()) - before < sessions) {
    if (Date.now() > deadline) throw new Error("Not every customer was answered in five minutes");
    await sleep(500);
  }
}
