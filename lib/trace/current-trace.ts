import { AsyncLocalStorage } from "node:async_hooks";

declare global {
  // Bundles of one process may each hold this module; they share one storage.
  var parceloTrace: AsyncLocalStorage<string> | undefined;
}

function storage(): AsyncLocalStorage<string> {
  globalThis.parceloTrace ??= new AsyncLocalStorage<string>();
  return globalThis.parceloTrace;
}

/** The traceparent under which this code runs. */
export const currentTrace = (): string | undefined => storage().getStore();

/** Runs under a trace: its log lines carry the request's id, its spans hang under it. */
export function underTrace<Result>(traceparent: string | null | undefined, run: () => Result) {
  return traceparent ? storage().run(traceparent, run) : run();
}
