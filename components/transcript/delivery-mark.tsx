"use client";

import { Check, CheckCheck, CircleHelp, Clock, EyeOff, type LucideIcon, X } from "lucide-react";
import { transcriptCopy } from "@/components/copy/transcript";
import { formatExact } from "@/components/time/format-time";
import { useViewerTime } from "@/components/time/viewer-time";
import { deliveryText } from "@/components/transcript/delivery-text";
import { deliveryTimes } from "@/components/transcript/delivery-times";
import { classNames } from "@/components/ui/class-names";
import type { MessageState } from "@/lib/chat/console-schemas";
import type { TranscriptMessage } from "@/lib/chat/conversation-schemas";

const marks: Record<MessageState, { icon: LucideIcon; tone: string; inWords: boolean }> = {
  queued: { icon: Clock, tone: "text-tick-queued", inWords: false },
  sending: { icon: Clock, tone: "text-tick-queued", inWords: false },
  sent: { icon: Check, tone: "text-tick-sent", inWords: false },
  delivered: { icon: CheckCheck, tone: "text-tick-delivered", inWords: false },
  read: { icon: CheckCheck, tone: "text-tick-read", inWords: false },
  played: { icon: CheckCheck, tone: "text-tick-read", inWords: false },
  failed: { icon: X, tone: "text-send-failed", inWords: true },
  unknown: { icon: CircleHelp, tone: "text-send-unknown", inWords: true },
  suppressed: { icon: EyeOff, tone: "text-send-suppressed", inWords: true },
};

/** The tick of an outbound bubble, its times on hover; what did not arrive says so in words. */
export function DeliveryMark({ message }: { message: TranscriptMessage }) {
  const { zone } = useViewerTime();
  if (!message.state) return null;
  const { icon: Icon, tone, inWords } = marks[message.state];
  const text = deliveryText(message);
  const times = deliveryTimes(message).map(({ word, at }) => `${word} ${formatExact(at, zone)}`);
  if (times.length === 0 && message.state_changed_at) {
    times.push(formatExact(message.state_changed_at, zone));
  }
  if (message.attempt && message.attempt.no > 1) {
    times.push(transcriptCopy.attempts(message.attempt.no));
  }
  return (
    <span
      title={[text, ...times].join("\n")}
      className={classNames("flex items-center gap-1", tone, inWords && "font-medium")}
    >
      <Icon aria-hidden="true" className="size-3.5 shrink-0" strokeWidth={2} />
      <span className={inWords ? "" : "sr-only"}>{text}</span>
    </span>
  );
}
