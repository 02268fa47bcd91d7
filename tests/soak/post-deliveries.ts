import { setTimeout as sleep } from "node:timers/promises";
import type { RunningStack } from "../integration/running-stack";
import { type Delivery, refusalStatus } from "./delivery";
import type { Writer } from "./write-delivery";

/** As many webhooks as may wait for their answer at once. */
const connections = 24;
/** Longer than the service waits for its database. */
const answerTimeoutMs = 30_000;
const retryPauseMs = 1_000;
/** Together longer than any part of the stack is down. */
const mostTries = 60;

export type Posted = {
  delivery: Delivery;
  /** The status that ended it; null when it was given up. */
  status: number | null;
  tries: number;
};

export type PostingState = {
  posted: Posted[];
  /** Of those answered at the first try, in milliseconds. */
  latencies: number[];
};

/**
 * Posts every delivery when it is due, from several connections, and again while it is not answered
 * or answered 503: the way Meta does, so that whatever a killed part lost or kept must end up in the
 * database exactly once.
 */
export async function postDeliveries(
  running: RunningStack,
  deliveries: readonly Delivery[],
  writer: Writer,
  { state, signal }: { state: PostingState; signal: AbortSignal },
): Promise<void> {
  const startedAt = performance.now();
  let next = 0;

  async function work(): Promise<void> {
    for (;;) {
      const delivery = deliveries[next++];
      if (delivery === undefined) return;
      const early = delivery.dueMs - (performance.now() - startedAt);
      if (early > 0) await sleep(early, undefined, { signal });
      state.posted.push(await post(delivery));
    }
  }

  async function post(delivery: Delivery): Promise<Posted> {
    const body = writer.write(delivery);
    for (let tries = 1; ; tries += 1) {
      signal.throwIfAborted();
      const sentAt = performance.now();
      const status = await answerTo(running, delivery, body);
      const isFinal = status !== null && status !== 503;
      if (isFinal && tries === 1) state.latencies.push(performance.now() - sentAt);
      if (isFinal || tries === mostTries)
        return { delivery, status: isFinal ? status : null, tries };
      await sleep(retryPauseMs, undefined, { signal });
    }
  }

  await Promise.all(Array.from({ length: connections }, work));
}

/** The HTTP status, or null when there was no answer: the process died or is not there. */
async function answerTo(
  running: RunningStack,
  delivery: Delivery,
  body: string,
): Promise<number | null> {
  const secret = delivery.refusal === "wrong_secret" ? "wrong" : running.secret;
  try {
    const answer = await fetch(`${running.webhookUrl}?token=${encodeURIComponent(secret)}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body,
      signal: AbortSignal.timeout(answerTimeoutMs),
    });
    await answer.arrayBuffer();
    return answer.status;
  } catch (error) {
    // fetch says TypeError for every broken or refused connection, TimeoutError for a slow answer.
    if (error instanceof TypeError) return null;
    if (error instanceof DOMException && error.name === "TimeoutError") return null;
    throw error;
  }
}

export const expectedStatus = ({ refusal }: Delivery) =>
  refusal === null ? 200 : refusalStatus[refusal];
