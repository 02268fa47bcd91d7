"use client";

import { useOpenConversation } from "@/components/conversation/conversation-context";
import { mediaCopy } from "@/components/copy/media";
import { MediaState } from "@/components/media/media-state";
import { understood } from "@/components/media/understood";
import { formatExact } from "@/components/time/format-time";
import { useViewerTime } from "@/components/time/viewer-time";
import { bubbleLook } from "@/components/transcript/bubble-look";
import { messageAuthor } from "@/components/transcript/message-author";
import { MessageFooter } from "@/components/transcript/message-footer";
import { PictureButton } from "@/components/transcript/picture-button";
import { readableMessage } from "@/components/transcript/readable-message";
import type { Album } from "@/components/transcript/transcript-items";
import { classNames } from "@/components/ui/class-names";
import type { TranscriptMessage } from "@/lib/chat/conversation-schemas";
import { isShownInline } from "@/lib/media/console/shown-inline";

type AlbumBubbleProps = {
  /** At least two, see `joinsAlbum`. */
  messages: Album;
  followed: boolean;
  /** The photo that somebody asked to be shown. */
  highlightedSeq: number | null;
};

/** Photos that a customer sent together, in one bubble: a grid, then each photo's words by its number. */
export function AlbumBubble({ messages, followed, highlightedSeq }: AlbumBubbleProps) {
  const { customer } = useOpenConversation();
  const { zone } = useViewerTime();
  const [first] = messages;
  const last = messages.at(-1) ?? first;
  const highlighted = messages.some(({ seq }) => seq === highlightedSeq);
  return (
    <article
      aria-label={mediaCopy.album(
        messageAuthor(first, customer),
        messages.length,
        formatExact(first.at, zone),
      )}
      aria-current={highlighted || undefined}
      className={classNames(
        "flex max-w-[min(86%,600px)] items-end max-tablet:max-w-[92%]",
        followed ? "mb-1" : "mb-2.5",
      )}
    >
      <div className="relative min-w-0 max-w-full">
        <div className={bubbleLook(first, highlighted)}>
          <ul className="my-0.5 grid w-75 max-w-full grid-cols-2 gap-1">
            {messages.map((message) => (
              <li
                key={message.id}
                className={classNames(
                  "min-w-0 rounded-md",
                  message.seq === highlightedSeq && "outline-2 outline-focus",
                )}
              >
                <Tile media={message.media} />
              </li>
            ))}
          </ul>
          <ol className="grid w-75 max-w-full gap-1 text-xs">
            {messages.map((message, place) => (
              <Words key={message.id} message={message} number={place + 1} />
            ))}
          </ol>
        </div>
      </div>
      <MessageFooter message={last} lowered={false} />
    </article>
  );
}

function Tile({ media }: Pick<TranscriptMessage, "media">) {
  if (media?.status === "stored" && isShownInline(media.mime_type))
    return <PictureButton media={media} className="aspect-square w-full" />;
  return (
    <div className="grid aspect-square w-full place-items-center overflow-hidden rounded-md border border-line bg-sunken p-2">
      {media && <MediaState media={media} isShort />}
    </div>
  );
}

/** What its sender wrote with a photo, and what is to be seen in it. */
function Words({ message, number }: { message: TranscriptMessage; number: number }) {
  const { body } = readableMessage(message);
  const found = message.media && understood(message.media);
  if (!body && !found) return null;
  return (
    <li>
      {body && <p className="text-sm">{body}</p>}
      {found && (
        <p className="text-muted">
          <span className="font-medium tabular-nums">{mediaCopy.photoNumber(number)}</span>{" "}
          {found.text}
        </p>
      )}
    </li>
  );
}
