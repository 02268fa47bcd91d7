import { startStack } from "@/local/start-stack";

/**
 * Starts the whole stack on free ports with an empty database before the first browser test, and stops
 * it after the last. Tests find its addresses and accounts in `E2E_STACK` (see tests/e2e/stack.ts).
 */
export default async function startStackOnce(): Promise<() => Promise<void>> {
  const stack = await startStack({ say: (text) => console.log(text) });
  const { env, urls, staff, dataDir } = stack;
  process.env.E2E_STACK = JSON.stringify({ env, urls, staff, dataDir });
  process.env.E2E_APP_URL = urls.app;
  return stack.stop;
}
