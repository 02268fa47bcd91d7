import { inngest } from "@/inngest/client";
import { exportWanted } from "@/inngest/events";
import { buildExport } from "@/lib/privacy/export/build-export";

/**
 * The archive of an access request, in one streaming step. Two at a time: it is disk and network, and
 * nobody waits by the second. The claim in the database keeps one archive from being built twice.
 */
export const buildExportJob = inngest.createFunction(
  {
    id: "build-export",
    triggers: [exportWanted],
    concurrency: [{ key: "event.data.exportId", limit: 1 }, { limit: 2 }],
    retries: 3,
  },
  async ({ event, step }) => ({
    outcome: await step.run("build", () => buildExport(event.data.exportId)),
  }),
);
