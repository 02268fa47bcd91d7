import { announce } from "@/inngest/announce";
import { inngest } from "@/inngest/client";
import { eventReprocessing } from "@/inngest/events";
import { reprocessEvent } from "@/lib/chat/reprocess-event";

/** A parked event, read again with today's parser. Safe to run twice: the database handles it once. */
export const reprocessEventJob = inngest.createFunction(
  {
    id: "reprocess-event",
    triggers: [eventReprocessing],
    concurrency: [{ key: "event.data.eventId", limit: 1 }, { limit: 5 }],
    retries: 3,
  },
  async ({ event, step }) => {
    const result = await step.run("reprocess", () => reprocessEvent(event.data.eventId));
    await step.run("announce", () =>
      announce({
        turnSessionIds: result.turnSessionIds,
        sendMessageIds: result.sendMessageIds,
      }),
    );
    return { kind: result.kind };
  },
);
