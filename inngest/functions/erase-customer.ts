import { announce } from "@/inngest/announce";
import { inngest } from "@/inngest/client";
import { erasureWanted } from "@/inngest/events";
import { log } from "@/lib/log";
import { errorCause } from "@/lib/operations/error-cause";
import { advanceErasure } from "@/lib/privacy/erasure/advance-erasure";
import { beginErasure, failErasure } from "@/lib/privacy/erasure/erasure-calls";

/** An hour of work in one run; redrive goes on with a larger one. */
const mostRounds = 900;

/**
 * Erases one customer after an approval: begin (or wait for the second person), then a few seconds of work
 * a step. Where it is stands in the database alone, so that this may be late, doubled or killed.
 */
export const eraseCustomer = inngest.createFunction(
  {
    id: "erase-customer",
    triggers: [erasureWanted],
    concurrency: [{ key: "event.data.erasureId", limit: 1 }, { limit: 4 }],
    retries: 8,
    onFailure: async ({ event, error }) => {
      const { erasureId } = event.data.event.data;
      log.error("Erasure failed", { error });
      await failErasure(erasureId, null, errorCause(error).code ?? "failed", true);
    },
  },
  async ({ event, step }) => {
    const { erasureId } = event.data;
    const begun = await step.run("begin", () => beginErasure(erasureId));
    if (begun !== "running") return { outcome: begun };
    for (let round = 0; round < mostRounds; round += 1) {
      const advanced = await step.run(`erase-${round}`, () => advanceAndTell(erasureId));
      if (advanced.kind === "wait") await step.sleepUntil(`wait-${round}`, advanced.until);
      else if (advanced.kind !== "more") return { outcome: advanced.kind };
    }
    return { outcome: "postponed" };
  },
);

/** The person's last message leaves like any other; redrive finds it should this be lost. */
async function advanceAndTell(erasureId: string) {
  const advanced = await advanceErasure(erasureId);
  if (advanced.kind === "wait" && advanced.sendMessageId) {
    await announce({ sendMessageIds: [advanced.sendMessageId] });
  }
  return advanced;
}
