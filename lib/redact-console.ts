import type { Log } from "@/lib/create-log";

type ConsolePart = Pick<Console, "error" | "warn">;

/**
 * Sends a console's warnings and errors through the log. Next prints unhandled errors of routes, and
 * SDKs their own, with messages that quote requests; here they keep name, code and place only (P13).
 */
export function redactConsole(target: ConsolePart, log: Log): void {
  target.error = (...args: unknown[]) =>
    log.error("written to the console by a library", { error: firstError(args) });
  target.warn = (...args: unknown[]) =>
    log.warn("written to the console by a library", { error: firstError(args) });
}

function firstError(args: unknown[]): unknown {
  return args.find((arg) => arg instanceof Error) ?? args[0];
}
