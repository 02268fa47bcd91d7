import { composerCopy } from "@/components/copy/composer";
import type { SessionHeader } from "@/lib/chat/conversation-schemas";

/** Why the viewer may not write now, and what they can do instead. */
export type Blocked = {
  sentence: string;
  offer: "take_over" | "template" | "reopen" | "newer" | null;
};

/** Null when the viewer may write freely. The database decides again. */
export function blockedReason(session: SessionHeader, now: number): Blocked | null {
  const { blocked } = composerCopy;
  if (!session.can_write) return { sentence: blocked.privacy, offer: null };
  if (session.status === "closed") {
    return session.newer_session_id
      ? { sentence: blocked.newer, offer: "newer" }
      : { sentence: blocked.closed, offer: "reopen" };
  }
  if (session.owner === "human" && session.assigned_to && !session.mine) {
    const name = session.assigned_name ?? blocked.someone;
    return { sentence: blocked.colleague(name), offer: "take_over" };
  }
  if (session.refusal === "window_closed" || (!session.refusal && windowEnded(session, now))) {
    const sentence = session.window_expires_at ? gateSentence("window_closed") : blocked.neverWrote;
    const { template_refusal: refusal } = session;
    if (refusal === null) return { sentence: withOffer(sentence, session), offer: "template" };
    return { sentence: `${sentence} ${blocked.noTemplate} ${gateSentence(refusal)}`, offer: null };
  }
  if (session.refusal) return { sentence: everyReason(session, session.refusal), offer: null };
  if (session.owner === "bot") return { sentence: blocked.bot, offer: "take_over" };
  if (!session.mine) return { sentence: blocked.nobody, offer: "take_over" };
  return null;
}

/** Names the template to offer first, where the database has said that it may be sent. */
function withOffer(sentence: string, { templates: [first] }: SessionHeader): string {
  if (!first) return sentence;
  return `${sentence} ${composerCopy.blocked.offered(first.name, first.language)}`;
}

/** One reason gone would leave the others: all of them are said. */
function everyReason({ reasons }: SessionHeader, first: string): string {
  return [...new Set([first, ...reasons.map(({ code }) => code)])].map(gateSentence).join(" ");
}

/** The word of the database's gate as a sentence. */
export function gateSentence(word: string): string {
  const reasons: Record<string, string> = composerCopy.blockedBy;
  return reasons[word] ?? composerCopy.blocked.other(word);
}

const windowEnded = (session: SessionHeader, now: number) =>
  session.window_expires_at === null || Date.parse(session.window_expires_at) <= now;
