import type { PendingReply } from "@/components/conversation/unsent-replies";
import type { TranscriptMessage } from "@/lib/chat/conversation-schemas";

/** Replies whose row is not at hand. One that is there was queued, whatever became of the answer that said so. */
export function stillPending(
  pending: readonly PendingReply[],
  messages: readonly Pick<TranscriptMessage, "client_key">[],
): PendingReply[] {
  if (pending.length === 0) return [];
  const arrived = new Set(messages.map(({ client_key }) => client_key));
  return pending.filter(({ key }) => !arrived.has(key));
}
