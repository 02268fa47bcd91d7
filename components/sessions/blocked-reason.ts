import { composerCopy } from "@/components/copy/composer";
import type { SessionHeader } from "@/lib/chat/console-schemas";

/** Why the viewer may not write now, as a sentence; null when they may. The database decides again. */
export function blockedReason(session: SessionHeader, now: number): string | null {
  const { blocked, blockedBy } = composerCopy;
  const reasons: Record<string, string> = blockedBy;
  if (!session.can_write) return blocked.privacy;
  if (session.status === "closed") return blocked.closed;
  if (session.refusal === "window_closed" || windowEnded(session, now)) {
    return session.window_expires_at ? (reasons.window_closed ?? null) : blocked.neverWrote;
  }
  if (session.refusal) return reasons[session.refusal] ?? blocked.other(session.refusal);
  if (session.owner === "bot") return blocked.bot;
  if (!session.mine) {
    return session.assigned_name ? blocked.colleague(session.assigned_name) : blocked.nobody;
  }
  return null;
}

const windowEnded = (session: SessionHeader, now: number) =>
  session.window_expires_at === null || Date.parse(session.window_expires_at) <= now;
