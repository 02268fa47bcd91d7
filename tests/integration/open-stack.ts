import { afterAll, beforeAll } from "vitest";
import { type Stack, type StackOptions, startStack } from "../../local/start-stack";
import { attend, type RunningStack } from "./running-stack";

/** A stack of its own for one test file: started before its tests, stopped after them. */
export function openStack(options: StackOptions = {}) {
  let stack: Stack | undefined;
  let running: RunningStack | undefined;
  beforeAll(async () => {
    stack = await startStack(options);
    running = attend(stack);
  });
  afterAll(async () => {
    await stack?.stop();
  });
  const started = <T>(value: T | undefined): T => {
    if (value === undefined) throw new Error("The stack is not running yet");
    return value;
  };
  return { stack: () => started(stack), running: () => started(running) };
}
