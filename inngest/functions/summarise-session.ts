import { inngest } from "@/inngest/client";
import { summaryDue } from "@/inngest/events";
import { summariseRound } from "@/lib/memory/summarise-round";

/** A long backlog is read in this many rounds of one run; redrive sends the next run for what is left. */
const mostRounds = 20;

/**
 * Brings the notes on one session up to its newest message, oldest messages first. Claim and cursor
 * are in the database: twice, late or killed in the middle, each message is folded in once.
 */
export const summariseSession = inngest.createFunction(
  {
    id: "summarise-session",
    triggers: [summaryDue],
    concurrency: [{ key: "event.data.sessionId", limit: 1 }, { limit: 10 }],
    retries: 3,
  },
  async ({ event, step, runId }) => {
    const { sessionId } = event.data;
    for (let round = 0; round < mostRounds; round += 1) {
      const outcome = await step.run(`round-${round}`, () =>
        summariseRound(sessionId, runId, round > 0),
      );
      if (outcome !== "saved_with_more") return { outcome, rounds: round + 1 };
    }
    return { outcome: "saved_with_more", rounds: mostRounds };
  },
);
