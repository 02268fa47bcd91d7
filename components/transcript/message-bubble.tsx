"use client";

import { useOpenConversation } from "@/components/conversation/conversation-context";
import { formatExact } from "@/components/time/format-time";
import { useViewerTime } from "@/components/time/viewer-time";
import { bubbleLook } from "@/components/transcript/bubble-look";
import { EarlierVersions } from "@/components/transcript/earlier-versions";
import { latestReactions } from "@/components/transcript/latest-reactions";
import { authorName, messageAuthor } from "@/components/transcript/message-author";
import { MessageContent } from "@/components/transcript/message-content";
import { MessageFooter } from "@/components/transcript/message-footer";
import { QuoteBlock } from "@/components/transcript/quote-block";
import { classNames } from "@/components/ui/class-names";
import type { TranscriptMessage } from "@/lib/chat/conversation-schemas";

type MessageBubbleProps = {
  message: TranscriptMessage;
  followed: boolean;
  highlighted: boolean;
};

/** Customer left and white; bot and staff right, violet and teal; a suppressed draft dashed and hatched. */
export function MessageBubble({ message, followed, highlighted }: MessageBubbleProps) {
  const { customer, jumpTo } = useOpenConversation();
  const { zone } = useViewerTime();
  const inbound = message.direction === "inbound";
  const emojis = latestReactions(message);
  return (
    <article
      aria-label={`${messageAuthor(message, customer)}, ${formatExact(message.at, zone)}`}
      aria-current={highlighted || undefined}
      className={classNames(
        "flex max-w-[min(86%,600px)] max-tablet:max-w-[92%]",
        inbound ? "items-end" : "ml-auto flex-col items-end",
        followed ? "mb-1" : "mb-2.5",
        emojis.length > 0 && inbound && "mb-4",
      )}
    >
      <div className="relative min-w-0 max-w-full">
        <div className={bubbleLook(message, highlighted)}>
          {message.quote && (
            <QuoteBlock
              quote={message.quote}
              author={authorName(message.quote.author, customer)}
              onJump={jumpTo}
            />
          )}
          <MessageContent message={message} />
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
        <EarlierVersions message={message} />
      </div>
      <MessageFooter message={message} lowered={emojis.length > 0} />
    </article>
  );
}
