import { inngest } from "@/inngest/client";
import { redriveUnfinished } from "@/inngest/redrive-unfinished";

/** Every minute: settle what time settles, and announce again what nobody seems to be doing (P2). */
export const redriveUnfinishedCron = inngest.createFunction(
  {
    id: "redrive-unfinished",
    triggers: [{ cron: "* * * * *" }],
    concurrency: [{ limit: 1 }],
    retries: 0,
  },
  async ({ step }) => step.run("redrive", redriveUnfinished),
);
