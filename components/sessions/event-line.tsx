"use client";

import { Flag, Undo2 } from "lucide-react";
import { sessionsCopy } from "@/components/copy/sessions";
import { transcriptCopy } from "@/components/copy/transcript";
import { ClockTime } from "@/components/time/clock-time";
import type { TranscriptMessage } from "@/lib/chat/console-schemas";

/** What happened to the conversation itself, between the bubbles. */
export function EventLine({ message }: { message: TranscriptMessage }) {
  const Icon = message.event === "given_to_bot" ? Undo2 : Flag;
  return (
    <p className="mt-3 mb-1 flex items-center justify-center gap-1.5 text-center text-2xs text-muted">
      <Icon aria-hidden="true" className="size-3 shrink-0" strokeWidth={2} />
      <span>
        {sentenceOf(message)} · <ClockTime iso={message.at} />
      </span>
    </p>
  );
}

function sentenceOf({ event, event_reason, author_name, by_me, text }: TranscriptMessage): string {
  const who = by_me ? sessionsCopy.you : author_name;
  if (event === "given_to_bot") return transcriptCopy.events.given_to_bot(who);
  if (event === "given_to_human") {
    const reason = event_reason ? (sessionsCopy.ownerReasons[event_reason] ?? null) : null;
    return transcriptCopy.events.given_to_human(
      event_reason === "staff_took_over" ? who : null,
      reason?.toLowerCase() ?? null,
    );
  }
  return text;
}
