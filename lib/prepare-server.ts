import "server-only";
import { endInOrder } from "@/lib/end-in-order";
import { env, envWarnings } from "@/lib/env";
import { log } from "@/lib/log";
import { EnvError } from "@/lib/parse-env";
import { redactConsole } from "@/lib/redact-console";

/**
 * Validates the configuration and takes the console over before the first request, and prepares its end.
 * Configuration that cannot work ends the process with the list of what is wrong: a server that
 * answers 500 to a webhook would lose the event for good.
 */
export function prepareServer(): void {
  try {
    env();
  } catch (error) {
    if (!(error instanceof EnvError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
  for (const { name, needs } of envWarnings())
    log.warn("a switch is on but counts as off, because what it needs is not set", {
      variable: name,
      needs,
    });
  if (process.env.NODE_ENV === "production") redactConsole(console, log);
  endInOrder();
}
