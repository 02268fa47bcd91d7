import { appendFileSync, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { BrowserContext } from "@playwright/test";

const watched = new WeakSet<BrowserContext>();
const fileIn = (dataDir: string) => join(dataDir, "policy-violations.txt");

/**
 * Notes every breach of the content policy that the browser tells of, on whatever pages the tests go to:
 * start-stack-once.ts looks at the notes after the last test.
 */
export function watchPolicy(context: BrowserContext, dataDir: string): void {
  if (watched.has(context)) return;
  watched.add(context);
  context.on("console", (message) => {
    if (!/content security policy/i.test(message.text())) return;
    const path = new URL(message.page()?.url() ?? "about:blank").pathname;
    appendFileSync(fileIn(dataDir), `${path}: ${message.text()}\n`);
  });
}

/** @throws Error that names each page and what it tried */
export function expectNoViolations(dataDir: string): void {
  const file = fileIn(dataDir);
  if (!existsSync(file)) return;
  const noted = [...new Set(readFileSync(file, "utf8").trim().split("\n"))];
  throw new Error(`The content policy was violated:\n  ${noted.slice(0, 20).join("\n  ")}`);
}
