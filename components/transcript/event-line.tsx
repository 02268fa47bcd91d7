"use client";

import { Flag, Lock, LockOpen, type LucideIcon, Undo2, UserRoundCheck, UserX } from "lucide-react";
import { sessionsCopy } from "@/components/copy/sessions";
import { transcriptCopy } from "@/components/copy/transcript";
import { ClockTime } from "@/components/time/clock-time";
import { WhyEventButton } from "@/components/why/why-button";
import type { TranscriptMessage } from "@/lib/chat/conversation-schemas";

const icons: Record<string, LucideIcon> = {
  given_to_bot: Undo2,
  closed: Lock,
  reopened: LockOpen,
  unassigned: UserX,
};

/** What happened to the conversation itself, between the bubbles. */
export function EventLine({ message }: { message: TranscriptMessage }) {
  const assigned = message.event_staff_name !== null;
  const Icon = assigned ? UserRoundCheck : (icons[message.event ?? ""] ?? Flag);
  return (
    <p className="mt-2 mb-2 flex items-center justify-center gap-1.5 text-center text-2xs text-muted">
      <Icon aria-hidden="true" className="size-3 shrink-0" strokeWidth={2} />
      <span>
        {eventSentence(message)} · <ClockTime iso={message.at} />
      </span>
      <WhyEventButton message={message} />
    </p>
  );
}

/** The event as a sentence; what is not known by name is shown as intake or the database wrote it. */
export function eventSentence(message: TranscriptMessage): string {
  const { event, event_reason, author_name, by_me, text } = message;
  const { events } = transcriptCopy;
  const who = by_me ? sessionsCopy.you : author_name;
  if (event === "given_to_bot") return events.given_to_bot(who);
  if (event === "closed") return events.closed(who);
  if (event === "reopened") return events.reopened(who);
  if (event === "unassigned") return events.unassigned(who);
  if (event === "given_to_human") {
    if (event_reason === "staff_took_over") return events.given_to_human(who, null);
    if (event_reason === "staff_assigned") return events.assigned(who, message.event_staff_name);
    if (event_reason === "staff_flagged") return events.unassigned(who);
    const reason = event_reason ? (sessionsCopy.ownerReasons[event_reason] ?? null) : null;
    return events.given_to_human(null, reason?.toLowerCase() ?? null);
  }
  return text.replace(/^\[(.*)\]$/, "$1");
}
