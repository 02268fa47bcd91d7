import { readFileSync } from "node:fs";
import type { Stack } from "../../local/start-stack";
import { findRuntime, runtimeEnv, toolScript } from "../../scripts/setup/find-runtime.mjs";
import { runInherited } from "../../scripts/setup/run-inherited.mjs";
import { Sentence } from "../../scripts/setup/say.mjs";
import { expectNoLeaks } from "../canary/expect-no-leaks";
import { expectNoViolations } from "../e2e/watch-policy";
import type { Container } from "./start-container";

/** Longer than both screens take on a loaded machine; nothing may wait for ever. */
const longestMs = 60 * 60_000;

/**
 * The browser tests against a running container, and what they look for after the last: leaks and breaches of the
 * content policy. A container that ends meanwhile ends them, for each test would wait for it in vain.
 * @returns what failed, in words
 * @throws Sentence when the container ended
 */
export async function browserTests({
  stack,
  container,
  logFile,
  args,
  abort,
  say,
}: {
  stack: Stack;
  container: Container;
  logFile: string;
  args: readonly string[];
  abort: AbortSignal;
  say: (text: string) => void;
}): Promise<string[]> {
  say("Browser tests against the container …");
  const { env, urls, staff, dataDir } = stack;
  const died = new AbortController();
  const over = container.ended.then((code) => {
    const lastLines = readFileSync(logFile, "utf8").trimEnd().split("\n").slice(-10).join("\n");
    const sentence = new Sentence(
      `The container ended by itself with exit code ${code}. Its last lines:\n${lastLines}`,
    );
    died.abort();
    throw sentence;
  });
  const run = runInherited(
    findRuntime(),
    [
      toolScript("@playwright/test", "playwright"),
      ...["test", "--global-timeout", String(longestMs), ...args],
    ],
    runtimeEnv({
      E2E_STACK: JSON.stringify({ env, urls, staff, dataDir }),
      E2E_APP_URL: urls.app,
    }),
    undefined,
    AbortSignal.any([abort, died.signal]),
  );
  const code = await Promise.race([run, over]);
  const failed = code === 0 ? [] : [`Browser tests failed (exit code ${code}); see above which.`];
  for (const look of [() => expectNoViolations(dataDir), () => expectNoLeaks(stack)]) {
    try {
      await look();
    } catch (error) {
      failed.push(error instanceof Error ? error.message : String(error));
    }
  }
  if (failed.length === 0)
    say("Browser tests passed; no leak in the container's log, answers and metrics.");
  return failed;
}
