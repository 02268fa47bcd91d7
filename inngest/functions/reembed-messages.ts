import { inngest } from "@/inngest/client";
import { reembedRequested } from "@/inngest/events";
import { advanceReembed } from "@/lib/recall/advance-reembed";
import { embedPending } from "@/lib/recall/embed-pending";

/** 200 messages a round, seven requests; redrive goes on with a run that is still open after so many. */
const mostRounds = 200;
const batchesPerRound = 7;

/**
 * Embeds everything again with today's model, newest first, while the old vectors serve. The run's row
 * says where it is: paused, cancelled or killed, it resumes there.
 */
export const reembedMessages = inngest.createFunction(
  {
    id: "reembed-messages",
    triggers: [reembedRequested],
    concurrency: [{ limit: 1 }],
    retries: 5,
  },
  async ({ event, step }) => {
    const { runId } = event.data;
    for (let round = 0; round < mostRounds; round += 1) {
      const advanced = await step.run(`advance-${round}`, () => advanceReembed(runId));
      if (advanced.state !== "running") return { state: advanced.state };
      for (let batch = 0; batch < batchesPerRound; batch += 1) {
        const embedded = await step.run(`embed-${round}-${batch}`, embedPending);
        if (embedded.claimed === 0) break;
        // The provider is in trouble: ask again in a while instead of queueing ever more.
        if (embedded.postponed > 0) await step.sleep(`pause-${round}-${batch}`, "30s");
      }
    }
    return { state: "running" };
  },
);
