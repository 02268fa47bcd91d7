import { inngest } from "@/inngest/client";
import { expireExports } from "@/lib/privacy/export/expire-exports";
import { markDeadlines } from "@/lib/privacy/requests/mark-deadlines";

/** Every quarter of an hour: requests whose day comes or has passed, codes and archives whose time is over. */
export const privacyDeadlinesCron = inngest.createFunction(
  {
    id: "privacy-deadlines",
    triggers: [{ cron: "7,22,37,52 * * * *" }],
    concurrency: [{ limit: 1 }],
    retries: 3,
  },
  async ({ step }) => {
    const marked = await step.run("mark", async () => {
      const { due_soon_ids, overdue_ids, expired_codes } = await markDeadlines();
      return { due_soon: due_soon_ids.length, overdue: overdue_ids.length, expired_codes };
    });
    const removed = await step.run("expire-exports", expireExports);
    return { ...marked, removed };
  },
);
