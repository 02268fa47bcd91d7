import { setTimeout as sleep } from "node:timers/promises";
import { Sentence } from "./sentence";

/**
 * Asks again and again until the answer is undefined; otherwise it says what is still missing, and the
 * last one is the error's text after `timeoutMs`.
 */
export async function waitUntil(
  what: string,
  missing: () => Promise<string | undefined>,
  timeoutMs: number,
): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  for (let pause = 25; ; pause = Math.min(pause * 1.5, 500)) {
    const problem = await missing();
    if (problem === undefined) return;
    if (Date.now() > deadline)
      throw new Sentence(`${what} after ${Math.round(timeoutMs / 1000)} s: ${problem}`);
    await sleep(pause);
  }
}

/** GETs an address; undefined when it answers 200 (and the body passes), else what it said. */
export async function missingAnswer(
  url: string,
  problemOf: (body: unknown) => string | undefined = () => undefined,
): Promise<string | undefined> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(5_000) });
    const text = await response.text();
    if (!response.ok) return `${url} answers ${response.status}: ${text.slice(0, 300)}`;
    return problemOf(JSON.parse(text));
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    return `${url} does not answer (${cause instanceof Error ? cause.message : String(cause)})`;
  }
}
