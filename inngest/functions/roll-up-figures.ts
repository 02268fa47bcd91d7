import { inngest } from "@/inngest/client";
import { rollUpFigures } from "@/lib/overview/roll-up-figures";

/** 240 hours a step: a year of history, after an import say, in one run. */
const mostSteps = 40;

/** Every five minutes: the hours that have ended become the overview's figures. Missed ticks are caught up. */
export const rollUpFiguresCron = inngest.createFunction(
  {
    id: "roll-up-figures",
    triggers: [{ cron: "*/5 * * * *" }],
    concurrency: [{ limit: 1 }],
    retries: 1,
  },
  async ({ step }) => {
    for (let round = 0; round < mostSteps; round += 1) {
      const { more } = await step.run(`roll-up-${round}`, rollUpFigures);
      if (!more) return { rounds: round + 1 };
    }
    return { rounds: mostSteps };
  },
);
