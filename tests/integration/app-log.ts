import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Stack } from "../../local/start-stack";

/** What the app wrote so far, with where in the file that ends. */
export function appLog(stack: Pick<Stack, "dataDir">): string {
  return readFileSync(join(stack.dataDir, "logs", "app.log"), "utf8");
}

/** Lines that tell of an error nobody caught, in Node's words or Next's. */
export function uncaughtIn(text: string): string[] {
  return text
    .split("\n")
    .filter((line) =>
      /unhandled ?rejection|uncaught ?exception|^\s*⨯|heap out of memory/i.test(line),
    );
}
