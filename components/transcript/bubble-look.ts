import { classNames } from "@/components/ui/class-names";
import type { TranscriptMessage } from "@/lib/chat/conversation-schemas";

/** A bubble's border and ground: whose it is, and whether something is wrong with it. */
export function bubbleLook(message: TranscriptMessage, highlighted: boolean): string {
  return classNames(
    "rounded-bubble border px-3 py-1.5 leading-[19px] wrap-anywhere whitespace-pre-wrap max-tablet:text-md max-tablet:leading-5",
    message.direction === "inbound" && "rounded-tl-xs border-customer-line bg-surface",
    message.author === "bot" && "rounded-tr-xs border-bot-line bg-bot-soft",
    message.author === "staff" && "rounded-tr-xs border-human-line bg-human-soft",
    message.author === "system" && "rounded-tr-xs border-customer-line bg-sunken",
    message.state === "suppressed" && "hatched border-dashed border-bot-solid text-muted",
    message.state === "unknown" && "border-dashed border-warn-solid",
    message.state === "failed" && "border-bad-solid",
    message.deleted && "border-dashed bg-transparent text-muted italic",
    highlighted && "outline-2 outline-offset-2 outline-focus",
  );
}
