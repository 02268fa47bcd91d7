"use client";

import { useVirtualizer } from "@tanstack/react-virtual";
import { ArrowDown } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { transcriptCopy } from "@/components/copy/transcript";
import { EventLine } from "@/components/sessions/event-line";
import { MessageBubble } from "@/components/sessions/message-bubble";
import { PendingBubble } from "@/components/sessions/pending-bubble";
import { transcriptItems } from "@/components/sessions/transcript-items";
import type { useConversation } from "@/components/sessions/use-conversation";
import type { usePendingReplies } from "@/components/sessions/use-pending-replies";
import { useStayAtEnd } from "@/components/sessions/use-stay-at-end";
import { formatDayTitle } from "@/components/time/format-time";
import { useViewerTime } from "@/components/time/viewer-time";
import { Button } from "@/components/ui/button";

type TranscriptProps = {
  transcript: ReturnType<typeof useConversation>["transcript"];
  replies: ReturnType<typeof usePendingReplies>;
  customer: string;
};

/**
 * The bubbles, newest at the foot. Only what is near the screen is in the page; older ones load upward
 * without moving what is read. While the reader is further up, new ones become a counting pill.
 */
export function Transcript({ transcript, replies, customer }: TranscriptProps) {
  "use no memo"; // The virtualizer changes inside one object, which the compiler would take for unchanged.
  const { zone, now } = useViewerTime();
  const scrollRef = useRef<HTMLDivElement>(null);
  const { hasNextPage, isFetchingNextPage, fetchNextPage, data } = transcript;
  const messages = data ? data.pages.toReversed().flatMap((page) => page.messages) : [];
  const items = transcriptItems(messages, zone);
  const count = items.length + replies.pending.length;

  const virtual = useVirtualizer({
    count,
    getScrollElement: () => scrollRef.current,
    estimateSize: (index) => (items[index]?.kind === "bubble" ? 68 : 34),
    getItemKey: (index) =>
      items[index]?.key ?? replies.pending[index - items.length]?.key ?? `place-${index}`,
    anchorTo: "end",
    followOnAppend: true,
    scrollEndThreshold: 80,
    overscan: 12,
    paddingStart: 12,
    paddingEnd: 12,
    initialRect: { width: 640, height: 900 },
    initialOffset: () => Number.MAX_SAFE_INTEGER,
  });

  const height = virtual.getTotalSize();
  useStayAtEnd(scrollRef, height);

  const atEnd = virtual.isAtEnd();
  const newest = messages.at(-1)?.seq ?? 0;
  const [seenUpto, setSeenUpto] = useState(newest);
  if (atEnd && seenUpto !== newest) setSeenUpto(newest);
  const unseen = messages.filter((m) => m.seq > seenUpto && m.direction !== "system").length;

  const places = virtual.getVirtualItems();
  const first = places[0]?.index ?? 0;
  const isScrolled = virtual.scrollElement !== null;
  useEffect(() => {
    if (isScrolled && first < 10 && hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [isScrolled, first, hasNextPage, isFetchingNextPage, fetchNextPage]);

  return (
    <div className="relative min-h-0 grow bg-canvas">
      <div
        ref={scrollRef}
        role="log"
        aria-label={transcriptCopy.label(customer)}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
        tabIndex={0}
        className="h-full overflow-y-auto overscroll-contain -outline-offset-2 [overflow-anchor:none]"
      >
        <div className="flex min-h-full flex-col justify-end">
          <div className="relative shrink-0" style={{ height }}>
            {places.map((place) => {
              const item = items[place.index];
              const pending = replies.pending[place.index - items.length];
              return (
                <div
                  key={place.key}
                  data-index={place.index}
                  ref={virtual.measureElement}
                  className="absolute inset-x-0 top-0 mx-auto flow-root max-w-220 px-5 max-tablet:px-3"
                  style={{ transform: `translateY(${place.start}px)` }}
                >
                  {item?.kind === "day" && (
                    <h2 className="flex items-center gap-2.5 py-2 text-2xs text-faint before:h-px before:grow before:bg-line after:h-px after:grow after:bg-line">
                      {formatDayTitle(item.at, now, zone, transcriptCopy)}
                    </h2>
                  )}
                  {item?.kind === "event" && <EventLine message={item.message} />}
                  {item?.kind === "bubble" && (
                    <MessageBubble
                      message={item.message}
                      follows={item.follows}
                      customer={customer}
                    />
                  )}
                  {!item && pending && <PendingBubble reply={pending} replies={replies} />}
                </div>
              );
            })}
          </div>
        </div>
      </div>
      {isFetchingNextPage && (
        <p
          role="status"
          className="absolute inset-x-0 top-0 bg-canvas/90 py-1.5 text-center text-2xs text-muted"
        >
          {transcriptCopy.loadingOlder}
        </p>
      )}
      {!atEnd && (
        <Button
          variant={unseen > 0 ? "primary" : "secondary"}
          onClick={() => virtual.scrollToEnd()}
          aria-label={unseen > 0 ? transcriptCopy.newMessages(unseen) : transcriptCopy.toNewest}
          className="absolute bottom-3 left-1/2 -translate-x-1/2 animate-enter rounded-full shadow-raised"
        >
          <ArrowDown aria-hidden="true" className="size-3.5" />
          {unseen > 0 && transcriptCopy.newMessages(unseen)}
        </Button>
      )}
    </div>
  );
}
