import { announce } from "@/inngest/announce";
import { inngest } from "@/inngest/client";
import { openingCodeWanted } from "@/inngest/events";
import { sendOpeningCode } from "@/lib/privacy/identity/send-opening-code";

/** A reply takes seconds; what waits longer is found by redrive. */
const mostWaits = 30;

/** The code that proves who asked in the chat, after the reply that says that it comes. */
export const sendOpeningCodeJob = inngest.createFunction(
  {
    id: "send-opening-code",
    triggers: [openingCodeWanted],
    concurrency: [{ key: "event.data.requestId", limit: 1 }, { limit: 10 }],
    retries: 5,
  },
  async ({ event, step }) => {
    for (let round = 0; round < mostWaits; round += 1) {
      const sent = await step.run(`send-${round}`, async () => {
        const answer = await sendOpeningCode(event.data.requestId);
        if (answer.kind === "sent") await announce({ sendMessageIds: [answer.message_id] });
        return answer.kind === "wait"
          ? { outcome: answer.kind, until: answer.until }
          : { outcome: answer.kind, until: null };
      });
      if (sent.until === null) return { outcome: sent.outcome };
      await step.sleepUntil(`wait-${round}`, sent.until);
    }
    return { outcome: "postponed" };
  },
);
