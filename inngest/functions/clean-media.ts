import { inngest } from "@/inngest/client";
import { mediaCleanupWanted } from "@/inngest/events";
import { claimMediaCleanup } from "@/lib/media/clean/claim-media-cleanup";
import { cleanForAWhile } from "@/lib/media/clean/clean-for-a-while";

/** About two minutes less than a run's lease is long, and far below what a serverless request may take. */
const sliceMs = 20_000;
const mostSlices = 100;

/**
 * Removes media whose time is over, files that no row knows, and marks rows whose file is gone (P18).
 * Cron cannot express every interval: it ticks each minute and the database decides whether a run is due.
 */
export const cleanMediaJob = inngest.createFunction(
  {
    id: "clean-media",
    triggers: [{ cron: "* * * * *" }, mediaCleanupWanted],
    concurrency: [{ limit: 1 }],
    retries: 3,
  },
  async ({ step }) => {
    const runId = await step.run("claim", () => claimMediaCleanup("schedule"));
    if (runId === null) return { outcome: "nothing_due" };
    for (let slice = 0; slice < mostSlices; slice += 1) {
      const { state, trigger, started_at, finished_at, ...counts } = await step.run(
        `clean-${slice}`,
        () => cleanForAWhile(runId, sliceMs),
      );
      if (state === "finished") return { outcome: "finished", ...counts };
    }
    return { outcome: "goes_on" };
  },
);
