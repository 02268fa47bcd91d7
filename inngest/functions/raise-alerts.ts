import { inngest } from "@/inngest/client";
import { raiseAlerts } from "@/lib/alerts/raise-alerts";
import { sendAlerts } from "@/lib/alerts/send-alerts";

/** Every minute: what needs a person becomes an alert, and Telegram is told. */
export const raiseAlertsCron = inngest.createFunction(
  {
    id: "raise-alerts",
    triggers: [{ cron: "* * * * *" }],
    concurrency: [{ limit: 1 }],
    retries: 0,
  },
  async ({ step }) => {
    await step.run("raise", raiseAlerts);
    return step.run("tell", sendAlerts);
  },
);
