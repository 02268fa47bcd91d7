"use client";

import { ArrowDown } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import type { useConversation } from "@/components/conversation/use-conversation";
import type { PendingReplies } from "@/components/conversation/use-pending-replies";
import { transcriptCopy } from "@/components/copy/transcript";
import { formatDayTitle } from "@/components/time/format-time";
import { useViewerTime } from "@/components/time/viewer-time";
import { AlbumBubble } from "@/components/transcript/album-bubble";
import { EventLine } from "@/components/transcript/event-line";
import { MessageBubble } from "@/components/transcript/message-bubble";
import { NoteBlock } from "@/components/transcript/note-block";
import { OpenFileProvider } from "@/components/transcript/open-file";
import { PendingBubble } from "@/components/transcript/pending-bubble";
import { stillPending } from "@/components/transcript/still-pending";
import {
  isSpoken,
  messagesOf,
  type TranscriptItem,
  transcriptItems,
} from "@/components/transcript/transcript-items";
import { useTranscriptScroll } from "@/components/transcript/use-transcript-scroll";
import { Button } from "@/components/ui/button";

type TranscriptProps = {
  transcript: ReturnType<typeof useConversation>["transcript"];
  replies: PendingReplies;
  customer: string;
  /** The bubble to show, and a number that grows with each wish to go there. */
  goal: { seq: number; wish: number } | null;
  /** The newest bubble is not at hand: go back to it. */
  onNewest: () => void;
};

/** The bubbles and notes, newest at the foot; while the reader is further up, new ones become a counting pill. */
export function Transcript({ transcript, replies, customer, goal, onNewest }: TranscriptProps) {
  "use no memo"; // See useTranscriptScroll.
  const { zone, now } = useViewerTime();
  const frameRef = useRef<HTMLDivElement>(null);
  const pages = transcript.data?.pages.toReversed() ?? [];
  const messages = pages.flatMap((page) => page.messages);
  const notes = pages.flatMap((page) => page.notes);
  const items = transcriptItems(messages, notes, zone, { startsHere: !transcript.hasNextPage });
  const pending = stillPending(replies.pending, messages);
  useEffect(() => {
    // Arrived, though its own answer was lost or comes later: what stands in the talk needs no second bubble.
    for (const reply of replies.pending) if (!pending.includes(reply)) replies.discard(reply);
  });
  const placeOf = (seq: number) =>
    items.findIndex(
      (item) => isSpoken(item) && messagesOf(item).some((message) => message.seq >= seq),
    );

  const { virtual, places, atEnd, show } = useTranscriptScroll({
    frameRef,
    count: items.length + pending.length,
    keyOf: (index) => items[index]?.key ?? pending[index - items.length]?.key ?? `place-${index}`,
    heightOf: (index) => (isTall(items[index]) ? 68 : 34),
    openAt: goal && placeOf(goal.seq) >= 0 ? placeOf(goal.seq) : null,
    older: {
      has: transcript.hasNextPage,
      loading: transcript.isFetching,
      load: transcript.fetchNextPage,
    },
    newer: {
      has: transcript.hasPreviousPage,
      loading: transcript.isFetching,
      load: transcript.fetchPreviousPage,
    },
  });

  const shownWish = useRef(goal?.wish ?? 0);
  useEffect(() => {
    if (!goal || goal.wish === shownWish.current) return;
    shownWish.current = goal.wish;
    const place = placeOf(goal.seq);
    if (place >= 0) show(place);
  });

  const newest = messages.at(-1)?.seq ?? 0;
  const [seenUpto, setSeenUpto] = useState(newest);
  if ((atEnd || transcript.hasPreviousPage) && seenUpto !== newest) setSeenUpto(newest);
  const unseen = transcript.hasPreviousPage
    ? 0
    : messages.filter((m) => m.seq > seenUpto && m.direction !== "system").length;

  return (
    <OpenFileProvider messages={messages}>
      <div className="relative min-h-0 grow bg-canvas">
        <div
          ref={frameRef}
          role="log"
          aria-label={transcriptCopy.label(customer)}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
          tabIndex={0}
          className="h-full overflow-y-auto overscroll-contain -outline-offset-2 [overflow-anchor:none]"
        >
          <div className="flex min-h-full flex-col justify-end">
            <div className="relative shrink-0" style={{ height: virtual.getTotalSize() }}>
              {places.map((place) => {
                const item = items[place.index];
                const reply = pending[place.index - items.length];
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
                    {item?.kind === "note" && <NoteBlock note={item.note} />}
                    {item?.kind === "bubble" && (
                      <MessageBubble
                        message={item.message}
                        followed={item.followed}
                        highlighted={item.message.seq === goal?.seq}
                      />
                    )}
                    {item?.kind === "album" && (
                      <AlbumBubble
                        messages={item.messages}
                        followed={item.followed}
                        highlightedSeq={goal?.seq ?? null}
                      />
                    )}
                    {!item && reply && <PendingBubble reply={reply} replies={replies} />}
                  </div>
                );
              })}
            </div>
          </div>
        </div>
        {transcript.isFetchingNextPage && (
          <p
            role="status"
            className="absolute inset-x-0 top-0 bg-canvas/90 py-1.5 text-center text-2xs text-muted"
          >
            {transcriptCopy.loadingOlder}
          </p>
        )}
        {items.length === 0 && pending.length === 0 && (
          <p className="absolute inset-0 grid place-content-center text-xs text-muted">
            {transcriptCopy.empty}
          </p>
        )}
        {!atEnd && items.length > 0 && (
          <Button
            variant={unseen > 0 ? "primary" : "secondary"}
            onClick={() => (transcript.hasPreviousPage ? onNewest() : virtual.scrollToEnd())}
            aria-label={unseen > 0 ? transcriptCopy.newMessages(unseen) : transcriptCopy.toNewest}
            className="absolute bottom-3 left-1/2 -translate-x-1/2 animate-enter rounded-full shadow-raised"
          >
            <ArrowDown aria-hidden="true" className="size-3.5" />
            {unseen > 0 && transcriptCopy.newMessages(unseen)}
          </Button>
        )}
      </div>
    </OpenFileProvider>
  );
}

const isTall = (item: TranscriptItem | undefined) =>
  item === undefined || item.kind === "note" || isSpoken(item);
