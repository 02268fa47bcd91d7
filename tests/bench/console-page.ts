import { setTimeout as sleep } from "node:timers/promises";
import type { Browser, BrowserContext, Page } from "@playwright/test";

type SignedIn = Awaited<ReturnType<BrowserContext["storageState"]>>;

declare global {
  interface Window {
    /** What the browser itself measured on this page. */
    measured: { paintMs: number; interactions: Record<number, number> };
  }
}

/** Signs in once; the state goes into contexts whose cache is empty. */
export async function signInForBench(
  browser: Browser,
  appUrl: string,
  account: { email: string; password: string },
): Promise<SignedIn> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`${appUrl}/login`);
  await page.getByLabel("E-mail").fill(account.email);
  await page.getByLabel("Password").fill(account.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL(({ pathname }) => !pathname.startsWith("/login"));
  const state = await context.storageState();
  await context.close();
  return state;
}

/** A page in a browser that has never been here but is signed in, and that notes paints and interactions. */
export async function openMeasured(browser: Browser, signedIn: SignedIn): Promise<Page> {
  const context = await browser.newContext({
    storageState: signedIn,
    viewport: { width: 1440, height: 900 },
  });
  await context.addInitScript(() => {
    window.measured = { paintMs: 0, interactions: {} };
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) window.measured.paintMs = entry.startTime;
    }).observe({ type: "largest-contentful-paint", buffered: true });
    // 16 ms is the shortest that browsers report. TypeScript's library does not know the threshold.
    const eventTiming = { type: "event", durationThreshold: 16, buffered: true };
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as PerformanceEventTiming[]) {
        if (entry.interactionId === 0) continue;
        const { interactions } = window.measured;
        interactions[entry.interactionId] = Math.max(
          interactions[entry.interactionId] ?? 0,
          entry.duration,
        );
      }
    }).observe(eventTiming);
  });
  return context.newPage();
}

/** Bytes of all JavaScript as transferred until the page has come to rest, and its largest paint. */
export async function loadOnce(
  browser: Browser,
  signedIn: SignedIn,
  url: string,
): Promise<{ scriptBytes: number; paintMs: number }> {
  const page = await openMeasured(browser, signedIn);
  const sizes: Promise<number>[] = [];
  page.on("requestfinished", (request) => {
    if (request.resourceType() === "script") {
      sizes.push(request.sizes().then(({ responseBodySize }) => responseBodySize));
    }
  });
  await page.goto(url, { waitUntil: "load" });
  await page.locator("[data-session]").first().waitFor();
  await sleep(2_000);
  const paintMs = await page.evaluate(() => window.measured.paintMs);
  const scriptBytes = (await Promise.all(sizes)).reduce((sum, bytes) => sum + bytes, 0);
  await page.context().close();
  return { scriptBytes, paintMs };
}

/** The slowest of the list's usual interactions, in milliseconds from the key or press to its paint. */
export async function interactOnce(
  browser: Browser,
  signedIn: SignedIn,
  url: string,
  rows: number,
): Promise<number> {
  const page = await openMeasured(browser, signedIn);
  await page.goto(url, { waitUntil: "load" });
  await page.locator("[data-session]").first().waitFor();
  await loadRows(page, rows);
  for (let press = 0; press < 20; press += 1) {
    await page.keyboard.press("j");
    await sleep(60);
  }
  await page.locator("[data-session]").nth(3).click();
  await page.getByRole("log").waitFor();
  await page.keyboard.press("/");
  await page.keyboard.type("ruth", { delay: 80 });
  await sleep(1_000);
  const delays = await page.evaluate(() => Object.values(window.measured.interactions));
  await page.context().close();
  return Math.max(16, ...delays);
}

/** Scrolls until so many rows are in the list, and back to its top. */
async function loadRows(page: Page, rows: number): Promise<void> {
  const deadline = Date.now() + 60_000;
  for (;;) {
    const loaded = await page.evaluate(() => {
      const row = document.querySelector("[data-session]");
      let scroller = row?.parentElement ?? null;
      while (scroller && scroller.scrollHeight <= scroller.clientHeight + 1) {
        scroller = scroller.parentElement;
      }
      if (!row || !scroller) return 0;
      scroller.scrollTop = scroller.scrollHeight;
      return Math.floor(scroller.scrollHeight / row.getBoundingClientRect().height);
    });
    if (loaded >= rows) break;
    if (Date.now() > deadline) throw new Error(`The list came to ${loaded} of ${rows} rows`);
    await sleep(150);
  }
  await page.evaluate(() => {
    let element: Element | null = document.querySelector("[data-session]");
    for (; element; element = element.parentElement) element.scrollTop = 0;
  });
  await sleep(300);
}
