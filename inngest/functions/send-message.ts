import { inngest } from "@/inngest/client";
import { deliverMessage } from "@/inngest/deliver-message";
import { messageQueued } from "@/inngest/events";

/** Staff replies, confirmations and retries: the same send path as the agent's. */
export const sendMessage = inngest.createFunction(
  {
    id: "send-message",
    triggers: [messageQueued],
    concurrency: [{ key: "event.data.messageId", limit: 1 }, { limit: 20 }],
    retries: 5,
  },
  async ({ event, step }) => ({ state: await deliverMessage(step, event.data.messageId) }),
);
