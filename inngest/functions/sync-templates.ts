import { inngest } from "@/inngest/client";
import { templatesWanted } from "@/inngest/events";
import { syncTemplates } from "@/lib/whatsapp/sync-templates";

/** Every hour and when staff ask: approvals and edits happen in Meta's own manager. */
export const syncTemplatesJob = inngest.createFunction(
  {
    id: "sync-templates",
    triggers: [{ cron: "7 * * * *" }, templatesWanted],
    concurrency: [{ limit: 1 }],
    retries: 2,
  },
  async ({ step }) => step.run("sync", syncTemplates),
);
