"use client";

import { Bot, User } from "lucide-react";
import { sessionsCopy } from "@/components/copy/sessions";
import { transcriptCopy } from "@/components/copy/transcript";
import { DeliveryMark } from "@/components/sessions/delivery-mark";
import { ClockTime } from "@/components/time/clock-time";
import { classNames } from "@/components/ui/class-names";
import type { TranscriptMessage } from "@/lib/chat/console-schemas";

type MessageBubbleProps = { message: TranscriptMessage; follows: boolean; customer: string };

/** Customer left and white; bot and staff right, violet and teal; a suppressed draft dashed and hatched. */
export function MessageBubble({ message, follows, customer }: MessageBubbleProps) {
  const inbound = message.direction === "inbound";
  const emojis = reactionsOf(message);
  return (
    <article
      aria-label={`${authorOf(message, customer)}, ${message.at.slice(0, 16).replace("T", " ")} UTC`}
      className={classNames(
        "flex max-w-[min(86%,600px)] max-tablet:max-w-[92%]",
        inbound ? "flex-row items-end" : "ml-auto flex-col items-end",
        follows ? "mt-1" : "mt-2.5",
      )}
    >
      <div className="relative min-w-0 max-w-full">
        <div
          className={classNames(
            "rounded-bubble border px-3 py-1.5 leading-[19px] wrap-anywhere whitespace-pre-wrap max-tablet:text-md max-tablet:leading-5",
            inbound && "rounded-tl-xs border-customer-line bg-surface",
            message.author === "bot" && "rounded-tr-xs border-bot-line bg-bot-soft",
            message.author === "staff" && "rounded-tr-xs border-human-line bg-human-soft",
            message.author === "system" && "rounded-tr-xs border-customer-line bg-sunken",
            message.state === "suppressed" && "hatched border-dashed border-bot-solid text-muted",
            message.state === "unknown" && "border-dashed border-warn-solid",
            message.state === "failed" && "border-bad-solid",
            message.deleted && "text-muted italic",
          )}
        >
          {message.quote && (
            <p className="mb-1.5 -mx-1.5 rounded-xs border-l-3 border-customer-solid bg-[color-mix(in_oklch,var(--surface)_65%,transparent)] px-2 py-1 text-xs leading-4 text-muted">
              <b className="block">{authorName(message.quote.author, customer)}</b>
              <span className="line-clamp-2">{message.quote.text}</span>
            </p>
          )}
          {message.text}
        </div>
        {emojis.length > 0 && (
          <span
            role="img"
            aria-label={emojis.join(" ")}
            className="absolute right-2 -bottom-2.5 rounded-full border border-line bg-surface px-1.5 text-xs"
          >
            {emojis.join("")}
          </span>
        )}
      </div>
      <footer
        className={classNames(
          "flex shrink-0 items-center gap-x-1.5 text-2xs text-faint tabular-nums",
          inbound ? "mb-1 ml-2" : "mx-1 mt-0.5 max-w-full flex-wrap justify-end text-right",
          emojis.length > 0 && !inbound && "mt-3",
        )}
      >
        <Author message={message} />
        {message.edited && <span>{transcriptCopy.edited}</span>}
        <ClockTime iso={message.at} />
        <DeliveryMark message={message} />
      </footer>
    </article>
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
      {authorOf(message, "")}
      {outside}
    </span>
  );
}

function authorOf(message: TranscriptMessage, customer: string): string {
  if (message.by_me) return sessionsCopy.you;
  if (message.author === "staff" && message.author_name) return message.author_name;
  return authorName(message.author, customer);
}

const authorName = (author: TranscriptMessage["author"], customer: string) =>
  author === "customer" && customer ? customer : transcriptCopy.authors[author];

/** The last reaction of each side; an empty one took the earlier back. */
function reactionsOf(message: TranscriptMessage): string[] {
  const last = new Map(message.reactions.map(({ author, emoji }) => [author, emoji]));
  return [...last.values()].filter((emoji): emoji is string => Boolean(emoji));
}
