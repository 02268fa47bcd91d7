import { inngest } from "@/inngest/client";
import { retentionWanted } from "@/inngest/events";
import { claimRetention } from "@/lib/privacy/retention/claim-retention";
import { retireForAWhile } from "@/lib/privacy/retention/retire-for-a-while";

const sliceMs = 20_000;
const mostSlices = 400;

/**
 * Removes what is older than its class allows, once a night. The tick is more frequent than that: a
 * night that was missed is made up for, and a run whose process died is gone on with.
 */
export const applyRetention = inngest.createFunction(
  {
    id: "apply-retention",
    triggers: [{ cron: "*/5 * * * *" }, retentionWanted],
    concurrency: [{ limit: 1 }],
    retries: 3,
  },
  async ({ step }) => {
    const runId = await step.run("claim", claimRetention);
    if (runId === null) return { outcome: "nothing_due" };
    let removed = 0;
    for (let slice = 0; slice < mostSlices; slice += 1) {
      const done = await step.run(`retire-${slice}`, () => retireForAWhile(runId, sliceMs));
      removed += done.removed;
      if (done.state !== "running") return { outcome: done.state, removed };
    }
    return { outcome: "goes_on", removed };
  },
);
