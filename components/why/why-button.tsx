"use client";

import { useOpenConversation } from "@/components/conversation/conversation-context";
import { whyCopy } from "@/components/copy/why";
import { classNames } from "@/components/ui/class-names";
import type { TranscriptMessage } from "@/lib/chat/conversation-schemas";

const look =
  "rounded-xs px-1 font-medium hover:bg-hover hover:text-ink max-tablet:min-h-8 max-tablet:px-2";

/** Under a reply of the bot, sent or not: opens the record of its turn. */
export function WhyButton({ message }: { message: TranscriptMessage }) {
  const { why } = useOpenConversation();
  const { author, turn_id: turn } = message;
  if (author !== "bot" || turn === null) return null;
  const isOpen = why.turn === turn;
  return (
    <button
      type="button"
      aria-pressed={isOpen}
      title={whyCopy.of}
      onClick={() => why.open(turn)}
      className={classNames(look, isOpen ? "bg-selected text-ink" : "text-muted underline")}
    >
      {whyCopy.tab}
    </button>
  );
}

/** Hand-overs behind which a turn of the bot stands, with words to the customer or without. */
const botReasons = new Set([
  "asked_for_person",
  "escalated",
  "unsupported_answer",
  "model_failed",
  "model_refused",
  "model_empty",
  "model_incomplete",
  "turns_failed",
  "send_unconfirmed",
  "window_closed",
]);

/** Beside the line that tells of a hand-over by the bot. */
export function WhyEventButton({ message }: { message: TranscriptMessage }) {
  const { why } = useOpenConversation();
  if (message.event !== "given_to_human" || !botReasons.has(message.event_reason ?? ""))
    return null;
  return (
    <button
      type="button"
      title={whyCopy.of}
      onClick={() => why.openBehind(message.id)}
      className={classNames(look, "underline")}
    >
      {whyCopy.ofEvent}
    </button>
  );
}
