"use client";

import { transcriptCopy } from "@/components/copy/transcript";
import { ClockTime } from "@/components/time/clock-time";
import { classNames } from "@/components/ui/class-names";
import type { TranscriptMessage } from "@/lib/chat/conversation-schemas";

/** Says that a message was edited; opened, it shows what it said before. */
export function EarlierVersions({ message }: { message: TranscriptMessage }) {
  if (!message.edited || message.deleted) return null;
  const inbound = message.direction === "inbound";
  if (message.edits.length === 0) {
    return <p className="text-2xs text-faint">{transcriptCopy.edited}</p>;
  }
  return (
    <details className={classNames("text-2xs text-muted", inbound ? "ml-1" : "text-right")}>
      <summary className="cursor-pointer rounded-xs py-0.5 hover:text-ink max-tablet:py-2">
        {transcriptCopy.edited}
      </summary>
      <ol aria-label={transcriptCopy.earlier} className="grid gap-1 pb-1">
        {message.edits.map(({ text, replaced_at }) => (
          <li
            key={`${replaced_at}${text}`}
            className="rounded-sm border border-dashed border-line px-2 py-1 text-xs wrap-anywhere whitespace-pre-wrap"
          >
            {text ?? transcriptCopy.noText}{" "}
            {replaced_at && (
              <span className="text-2xs text-faint">
                {transcriptCopy.until} <ClockTime iso={replaced_at} />
              </span>
            )}
          </li>
        ))}
      </ol>
    </details>
  );
}
