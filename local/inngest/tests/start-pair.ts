import { onTestFinished } from "vitest";
import { type InngestEngine, type InngestOptions, startInngest } from "../start-inngest";
import { startApp, type TestApp, type TestAppOptions } from "./start-app";

export interface Pair {
  inngest: InngestEngine;
  app: TestApp;
  /** The run of an event as the API shows it, once it has ended. */
  ended(eventId: string): Promise<RunView>;
  runsOf(eventId: string): Promise<RunView[]>;
  get<T>(path: string): Promise<T>;
}

export interface RunView {
  run_id: string;
  function_id: string;
  status: string;
  // What a run returns is whatever its test says.
  output: unknown;
  requests: number;
  steps: { name: string; memo: unknown }[];
}

/** An engine in memory and an app that is registered with it; both end with the test. */
export async function startPair(
  functions: TestAppOptions["functions"],
  engineOptions: Partial<InngestOptions> = {},
  appOptions: Omit<TestAppOptions, "functions"> = {},
): Promise<Pair> {
  const inngest = await startInngest({ appUrls: [], dataDir: null, retryMs: 20, ...engineOptions });
  onTestFinished(() => inngest.close());
  const app = await startApp(inngest.url, { functions, ...appOptions });
  onTestFinished(() => app.close());
  await inngest.sync(app.url);
  return { inngest, app, ...inspect(inngest.url) };
}

export function inspect(url: string) {
  const get = async <T>(path: string): Promise<T> => {
    const response = await fetch(url + path);
    return (await response.json()) as T;
  };
  const runsOf = async (eventId: string) =>
    (await get<{ data: RunView[] }>(`/v1/events/${eventId}/runs`)).data;
  const ended = (eventId: string) =>
    until(`the run of event ${eventId} to end`, async () => {
      const run = (await runsOf(eventId))[0];
      return run && ["Completed", "Failed", "Cancelled"].includes(run.status) ? run : undefined;
    });
  return { get, runsOf, ended };
}

/** Polls until `look` finds something. */
export async function until<T>(
  what: string,
  look: () => Promise<T | undefined | false> | T | undefined | false,
  ms = 30_000,
): Promise<T> {
  const giveUp = Date.now() + ms;
  for (;;) {
    const found = await look();
    if (found !== undefined && found !== false) return found;
    if (Date.now() > giveUp) throw new Error(`waited ${ms} ms for ${what}`);
    await pause(10);
  }
}

export const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
