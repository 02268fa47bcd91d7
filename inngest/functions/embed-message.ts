import { inngest } from "@/inngest/client";
import { messagesStored } from "@/inngest/events";
import { embedPending } from "@/lib/recall/embed-pending";

/** 32 messages a round; redrive announces what is left after so many. */
const mostRounds = 100;

/**
 * Embeds what waits. A burst of messages wakes one run, since what to do is claimed in SQL and all
 * texts of a batch go in one request.
 */
export const embedMessage = inngest.createFunction(
  {
    id: "embed-message",
    triggers: [messagesStored],
    debounce: { period: "2s", timeout: "10s" },
    concurrency: [{ limit: 2 }],
    retries: 2,
  },
  async ({ step }) => {
    for (let round = 0; round < mostRounds; round += 1) {
      const batch = await step.run(`embed-${round}`, embedPending);
      // A batch that the provider refused is due again after a pause; going on would only ask more.
      if (batch.claimed === 0 || batch.postponed > 0) return { rounds: round + 1 };
    }
    return { rounds: mostRounds };
  },
);
