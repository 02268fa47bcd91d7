import type { Engine } from "./engine/engine";
import { syncApp } from "./engine/sync-app";

const STARTING_MS = 250;

/**
 * Asks each app for its functions again and again, as the Dev Server does: quickly until it has
 * answered once, then every `pollMs`. Logs a problem when it changes. Returns the stop function.
 */
export function pollApps(engine: Engine, urls: string[], pollMs: number): () => void {
  let stopped = false;
  const timers = new Set<NodeJS.Timeout>();

  async function poll(url: string, lastProblem: string | undefined): Promise<void> {
    const { problem } = await syncApp(engine, url);
    if (stopped) return;
    if (problem !== undefined && problem !== lastProblem) {
      engine.options.log(`cannot sync ${url}: ${problem}`);
    }
    const timer = setTimeout(
      () => {
        timers.delete(timer);
        void poll(url, problem);
      },
      problem === undefined ? pollMs : Math.min(STARTING_MS, pollMs),
    );
    timers.add(timer);
  }

  for (const url of urls) void poll(url, undefined);
  return () => {
    stopped = true;
    for (const timer of timers) clearTimeout(timer);
  };
}
