import { type Blocked, blockedReason } from "@/components/composer/blocked-reason";
import { ticketsCopy } from "@/components/copy/tickets";
import type { SessionHeader } from "@/lib/chat/conversation-schemas";

/**
 * Why the viewer may not answer a ticket now; null when they may. Where the bot or nobody answers, a
 * reply takes the conversation over by itself. The database decides again. Pure.
 */
export function replyBlocked(session: SessionHeader | null, now: number): Blocked | null {
  if (session === null) return { sentence: ticketsCopy.reply.noConversation, offer: null };
  const blocked = blockedReason(session, now);
  const isFree = session.owner === "bot" || session.assigned_to === null;
  return blocked?.offer === "take_over" && isFree ? null : blocked;
}
