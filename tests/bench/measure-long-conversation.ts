import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { type CDPSession, chromium, type Page } from "@playwright/test";
import type { Stack } from "../../local/start-stack";
import { someCustomer, textEvent } from "../integration/customer";
import { type RunningStack, until } from "../integration/running-stack";
import { signInForBench } from "./console-page";
import type { Row } from "./print-table";

const messages = 50_000;
const batch = 2_500;
/** Screens scrolled upward; some pages of the transcript each ten. */
const rounds = 120;
const debians = "/usr/bin/chromium";

/**
 * A conversation of 50,000 messages, read upward from its end in real Chromium: how far the bubble at the top
 * moves while older ones come, the elements on the page, and the heap that each thousand read costs.
 */
export async function measureLongConversation(
  { urls, staff }: Pick<Stack, "urls" | "staff">,
  running: RunningStack,
): Promise<Row[]> {
  const sessionId = await fillConversation(running);
  const executablePath =
    process.env.PLAYWRIGHT_CHROMIUM || (existsSync(debians) ? debians : undefined);
  const browser = await chromium.launch({
    ...(executablePath ? { executablePath } : {}),
    args: ["--no-sandbox", "--disable-gpu"],
  });
  try {
    const account = { email: staff.support.email, password: staff.password };
    const storageState = await signInForBench(browser, urls.app, account);
    const context = await browser.newContext({
      storageState,
      viewport: { width: 1440, height: 900 },
    });
    // The build of this file names its functions by a helper that the page, where some of them run, does not have.
    await context.addInitScript("globalThis.__name = (named) => named");
    const page = await context.newPage();
    const line = await context.newCDPSession(page);
    const from = performance.now();
    await page.goto(`${urls.app}/sessions/${sessionId}`);
    await page
      .getByText(`line ${messages - 1}`, { exact: false })
      .first()
      .waitFor();
    const openedMs = performance.now() - from;
    const before = await weigh(page, line);
    let moved = 0;
    let most = before.elements;
    for (let round = 0; round < rounds; round += 1) {
      moved = Math.max(moved, await scrollUp(page));
      most = Math.max(most, await page.locator("*").count());
    }
    const after = await weigh(page, line);
    const read = messages - after.topLine;
    return [
      {
        name: `transcript of ${messages.toLocaleString("en")}, opened at its end`,
        value: `${openedMs.toFixed(0)} ms`,
      },
      {
        name: `transcript, ${read.toLocaleString("en")} read upward, bubble at the top moves`,
        value: `${moved.toFixed(1)} px at most`,
      },
      {
        name: "transcript, elements on the page",
        value: `${before.elements}, then ${most} at most`,
      },
      {
        name: "transcript, heap for each 1,000 messages read",
        value: `${((after.heap - before.heap) / 1_000_000 / (read / 1_000)).toFixed(1)} MB`,
      },
    ];
  } finally {
    await browser.close();
  }
}

/** One real conversation, filled up with lines of different heights. @returns the session's id */
async function fillConversation({ post, database }: RunningStack): Promise<string> {
  const customer = someCustomer();
  await post(textEvent(customer, "Hello"));
  const session = await until("the conversation is there", async () => {
    const found = await database
      .from("customer_identities")
      .select("customer_id")
      .eq("value", customer.phone)
      .maybeSingle();
    if (found.error) throw found.error;
    if (!found.data) return null;
    const { data, error } = await database
      .from("chat_sessions")
      .select("id, customer_id")
      .eq("customer_id", found.data.customer_id)
      .maybeSingle();
    if (error) throw error;
    return data;
  });
  for (let from = 0; from < messages; from += batch) {
    const { error } = await database.from("chat_messages").insert(
      Array.from({ length: batch }, (_, n) => ({
        ...{ id: randomUUID(), session_id: session.id, customer_id: session.customer_id },
        ...{ direction: "inbound", author: "customer", message_type: "text", payload: {} },
        ...{ text: wordsOf(from + n), rendered_text: wordsOf(from + n) },
        embedding_status: "skipped",
      })),
    );
    if (error) throw error;
  }
  return session.id;
}

const wordsOf = (n: number) =>
  n % 7 === 0 ? `line ${n} ${"with many more words ".repeat(n % 40)}` : `line ${n}`;

/** Elements, heap after a collection in bytes, and the number of the topmost line that is drawn. */
async function weigh(page: Page, line: CDPSession) {
  await line.send("HeapProfiler.collectGarbage");
  const { usedSize } = await line.send("Runtime.getHeapUsage");
  const texts = await page.getByRole("log").getByRole("article").allTextContents();
  const numbers = texts.flatMap((text) => /line (\d+)/.exec(text)?.[1] ?? []).map(Number);
  return {
    elements: await page.locator("*").count(),
    heap: usedSize,
    topLine: Math.min(...numbers),
  };
}

/** One screen upward; how far the bubble then at the top moves until nothing more is on its way, in px. */
async function scrollUp(page: Page): Promise<number> {
  const log = page.getByRole("log");
  await log.evaluate((frame) => {
    frame.scrollTop = Math.max(0, frame.scrollTop - frame.clientHeight * 3);
  });
  await sleep(100);
  return log.evaluate(async (frame) => {
    const bubbles = () => [...frame.querySelectorAll("article")];
    const top = frame.getBoundingClientRect().top;
    const shown = bubbles().find((bubble) => bubble.getBoundingClientRect().top >= top);
    const text = shown?.textContent ?? "";
    const place = () =>
      bubbles()
        .find((bubble) => bubble.textContent === text)
        ?.getBoundingClientRect().top ?? Number.NaN;
    const before = place();
    let moved = 0;
    for (let tick = 0; tick < 16; tick += 1) {
      await new Promise((resolve) => setTimeout(resolve, 25));
      moved = Math.max(moved, Math.abs(place() - before) || 0);
    }
    return moved;
  });
}
