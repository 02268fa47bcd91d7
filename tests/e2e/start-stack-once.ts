import { startStack } from "@/local/start-stack";
import { expectNoLeaks } from "../canary/expect-no-leaks";
import { expectNoViolations } from "./watch-policy";

/**
 * Starts the whole stack on free ports with an empty database before the first browser test, and after
 * the last looks for leaks and for breaches of the content policy, and stops it. Tests find its addresses and accounts in `E2E_STACK` (see tests/e2e/stack.ts). Who sets
 * that and `E2E_APP_URL` has started a stack already, as `npm run check:container` does, and stops it.
 */
export default async function startStackOnce(): Promise<() => Promise<void>> {
  if (process.env.E2E_STACK && process.env.E2E_APP_URL) return async () => {};
  const stack = await startStack({ say: (text) => console.log(text) });
  const { env, urls, staff, dataDir } = stack;
  process.env.E2E_STACK = JSON.stringify({ env, urls, staff, dataDir });
  process.env.E2E_APP_URL = urls.app;
  return async () => {
    try {
      expectNoViolations(dataDir);
      await expectNoLeaks(stack);
    } finally {
      await stack.stop();
    }
  };
}
