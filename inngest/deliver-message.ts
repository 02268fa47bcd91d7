import type { GetStepTools } from "inngest";
import type { inngest } from "@/inngest/client";
import { attemptSend } from "@/lib/whatsapp/attempt-send";

/** Waits inside one run before the message is left to redrive: retries, pacing and order together. */
const mostWaits = 12;

/**
 * Sends one queued message, waiting as the database says. What is still queued after many waits is
 * found again by redrive, so nothing is lost when a run ends early.
 */
export async function deliverMessage(step: GetStepTools<typeof inngest>, messageId: string) {
  for (let round = 0; round < mostWaits; round += 1) {
    const progress = await step.run(`send-${messageId}-${round}`, () => attemptSend(messageId));
    if (progress.kind === "settled") return progress.state;
    await step.sleepUntil(`wait-${messageId}-${round}`, progress.until);
  }
  return "queued";
}
