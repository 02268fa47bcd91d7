import { afterAll, beforeAll } from "vitest";
import { type Stack, type StackOptions, startStack } from "../../local/start-stack";
import { expectNoLeaks } from "../canary/expect-no-leaks";
import { plantedCustomers } from "./customer";
import { attend, type RunningStack } from "./running-stack";

/** A stack of its own for one test file: started before its tests; after them searched for leaks, and stopped. */
export function openStack(options: StackOptions = {}) {
  let stack: Stack | undefined;
  let running: RunningStack | undefined;
  beforeAll(async () => {
    stack = await startStack(options);
    running = attend(stack);
  });
  afterAll(async () => {
    if (!stack) return;
    try {
      await expectNoLeaks(stack, {
        planted: plantedCustomers(),
        // Who starts the app starts and stops it before: its logs are still here.
        isAppAway: options.withoutApp === true,
      });
    } finally {
      await stack.stop();
    }
  });
  const started = <T>(value: T | undefined): T => {
    if (value === undefined) throw new Error("The stack is not running yet");
    return value;
  };
  return { stack: () => started(stack), running: () => started(running) };
}
