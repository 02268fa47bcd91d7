import { z } from "zod";
import { queueAge } from "@/lib/operations/console-schemas";

const count = z.number().int().nonnegative();
const instant = z.iso.datetime({ offset: true });

export const overviewNow = z.object({
  as_of: instant,
  sessions: z.object({
    human: count,
    unanswered: count,
    closing: count,
    failed: count,
  }),
  human_since: instant.nullable(),
  unanswered_since: instant.nullable(),
  closing_next: instant.nullable(),
  jobs: z.object({ running: count, lost: count, failures: count, completed_in_24h: count }),
  queues: z.array(queueAge),
  parked: z.object({ count, oldest_at: instant.nullable() }),
  tickets: count,
  send_stops: z.array(
    z.object({ id: z.uuid(), error_code: z.number().int().nullable(), started_at: instant }),
  ),
});
/** What waits for somebody at `as_of`; counts end at 1,000. */
export type OverviewNow = z.infer<typeof overviewNow>;
