import type { GetStepTools } from "inngest";
import type { inngest } from "@/inngest/client";
import { processMetrics } from "@/lib/metrics/process-metrics";
import { underTrace } from "@/lib/trace/current-trace";
import { inSpan } from "@/lib/trace/in-span";
import { readMessageTrace } from "@/lib/trace/message-trace";
import { attemptSend } from "@/lib/whatsapp/attempt-send";

/** Waits inside one run before the message is left to redrive: retries, pacing and order together. */
const mostWaits = 12;

/**
 * Sends one queued message, waiting as the database says. What is still queued after many waits is
 * found again by redrive, so nothing is lost when a run ends early.
 */
export async function deliverMessage(
  step: GetStepTools<typeof inngest>,
  messageId: string,
  traceparent?: string | null,
) {
  for (let round = 0; round < mostWaits; round += 1) {
    const progress = await step.run(`send-${messageId}-${round}`, () =>
      sendTraced(messageId, traceparent),
    );
    if (progress.kind === "settled") return progress.state;
    await step.sleepUntil(`wait-${messageId}-${round}`, progress.until);
  }
  return "queued";
}

/** The attempt under the trace of what the message answers, looked up where the caller does not know it. */
async function sendTraced(messageId: string, known: string | null | undefined) {
  const traceparent = known === undefined ? await readMessageTrace(messageId) : known;
  const done = processMetrics().send.startTimer();
  const progress = await underTrace(traceparent, () =>
    inSpan("send", { message_id: messageId }, () => attemptSend(messageId)),
  );
  done({ outcome: progress.kind === "settled" ? progress.state : progress.kind });
  return progress;
}
