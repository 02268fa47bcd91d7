import { inngest } from "@/inngest/client";
import { countMetrics } from "@/lib/metrics/count-metrics";

/** Every ten minutes: rows become counters before retention can take them, also when nobody scrapes. */
export const countMetricsCron = inngest.createFunction(
  {
    id: "count-metrics",
    triggers: [{ cron: "*/10 * * * *" }],
    concurrency: [{ limit: 1 }],
    retries: 1,
  },
  async ({ step }) => step.run("count", countMetrics),
);
