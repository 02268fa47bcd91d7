"use client";

import { Bot, User } from "lucide-react";
import { transcriptCopy } from "@/components/copy/transcript";
import { ClockTime } from "@/components/time/clock-time";
import { DeliveryMark } from "@/components/transcript/delivery-mark";
import { messageAuthor } from "@/components/transcript/message-author";
import { RetrySend } from "@/components/transcript/retry-send";
import { classNames } from "@/components/ui/class-names";
import { WhyButton } from "@/components/why/why-button";
import type { TranscriptMessage } from "@/lib/chat/conversation-schemas";

type MessageFooterProps = { message: TranscriptMessage; lowered: boolean };

/** Below a bubble: who, when, how far it got, and what can be done about it. */
export function MessageFooter({ message, lowered }: MessageFooterProps) {
  const inbound = message.direction === "inbound";
  return (
    <footer
      className={classNames(
        "flex shrink-0 items-center gap-x-1.5 text-2xs text-faint tabular-nums",
        inbound ? "mb-1 ml-2" : "mx-1 mt-0.5 max-w-full flex-wrap justify-end text-right",
        lowered && !inbound && "mt-3",
      )}
    >
      <Author message={message} />
      <ClockTime iso={message.at} />
      <DeliveryMark message={message} />
      <RetrySend message={message} />
      <WhyButton message={message} />
    </footer>
  );
}

function Author({ message }: { message: TranscriptMessage }) {
  if (message.author === "customer") return null;
  const Icon = message.author === "bot" ? Bot : User;
  const outside = message.purpose === "outside" ? ` ${transcriptCopy.outside}` : "";
  return (
    <span
      className={classNames(
        "flex items-center gap-1 font-medium",
        message.author === "bot" ? "text-owner-bot" : "text-owner-human",
      )}
    >
      <Icon aria-hidden="true" className="size-3" strokeWidth={2} />
      {messageAuthor(message, "")}
      {outside}
    </span>
  );
}
