"use client";

import { Check, CheckCheck, CircleHelp, Clock, EyeOff, type LucideIcon, X } from "lucide-react";
import { deliveryText } from "@/components/sessions/delivery-text";
import { formatExact } from "@/components/time/format-time";
import { useViewerTime } from "@/components/time/viewer-time";
import { classNames } from "@/components/ui/class-names";
import type { MessageState, TranscriptMessage } from "@/lib/chat/console-schemas";

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

/** The tick of an outbound bubble; what did not arrive says so in words, the rest on hover and to readers. */
export function DeliveryMark({ message }: { message: TranscriptMessage }) {
  const { zone } = useViewerTime();
  if (!message.state) return null;
  const { icon: Icon, tone, inWords } = marks[message.state];
  const text = deliveryText(message);
  const at =
    message.attempt?.read_at ??
    message.attempt?.delivered_at ??
    message.attempt?.sent_at ??
    message.state_changed_at;
  return (
    <span
      title={at ? `${text} · ${formatExact(at, zone)}` : text}
      className={classNames("flex items-center gap-1", tone, inWords && "font-medium")}
    >
      <Icon aria-hidden="true" className="size-3.5 shrink-0" strokeWidth={2} />
      <span className={inWords ? "" : "sr-only"}>{text}</span>
    </span>
  );
}
