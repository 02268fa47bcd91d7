"use client";

import { mediaCopy } from "@/components/copy/media";
import { DocumentCard } from "@/components/media/document-card";
import { fileName } from "@/components/media/file-name";
import { fileAddress } from "@/components/media/media-queries";
import { MediaState } from "@/components/media/media-state";
import { understood } from "@/components/media/understood";
import { PictureButton } from "@/components/transcript/picture-button";
import type { TranscriptMessage } from "@/lib/chat/conversation-schemas";
import { isShownInline } from "@/lib/media/console/shown-inline";

const kindsWithFile = new Set(["image", "video", "audio", "voice", "document", "sticker"]);

/** The file of a message: seen, heard or saved; else why not, in words. Boxes have one size, so nothing jumps. */
export function MessageFile({ message }: { message: TranscriptMessage }) {
  const { media, type, deleted } = message;
  if (!media) {
    if (deleted || !kindsWithFile.has(type)) return null;
    return <p className="text-muted text-xs">{mediaCopy.removed}</p>;
  }
  const found = understood(media);
  return (
    <div className="my-0.5 grid grid-cols-[minmax(0,auto)] gap-1">
      {media.status === "stored" ? (
        <StoredFile message={message} media={media} />
      ) : (
        <NoFile media={media} />
      )}
      {found && !(media.kind === "audio" && found.isWords) && (
        <Understood media={media} found={found} />
      )}
    </div>
  );
}

type Media = NonNullable<TranscriptMessage["media"]>;

function StoredFile({ message, media }: { message: TranscriptMessage; media: Media }) {
  const name = fileName(media);
  if (!isShownInline(media.mime_type)) return <DocumentCard file={media} />;
  if (media.kind === "audio") {
    return (
      // biome-ignore lint/a11y/useMediaCaption: the transcript stands under it
      <audio
        controls
        preload="none"
        src={fileAddress(media.id)}
        aria-label={mediaCopy.play(message.details?.voice ? mediaCopy.many.audio : name)}
        className="h-10 w-72 max-w-full"
      />
    );
  }
  if (message.type === "document") return <DocumentCard file={media} />;
  return <PictureButton media={media} className="h-45 w-60" />;
}

/** As large as the file will be where that is known, so that its coming moves nothing. */
function NoFile({ media }: { media: Media }) {
  const isPicture = media.kind === "image" || media.kind === "video";
  return (
    <div
      className={
        isPicture && media.status === "pending"
          ? "grid h-45 w-60 max-w-full place-items-center rounded-md border border-line bg-sunken px-4"
          : "rounded-md border border-line bg-sunken px-2.5 py-1.5"
      }
    >
      <MediaState media={media} />
    </div>
  );
}

function Understood({ media, found }: { media: Media; found: { text: string; isWords: boolean } }) {
  if (!found.isWords) return <p className="text-2xs text-muted">{found.text}</p>;
  if (media.document_text === found.text) {
    return (
      <details className="text-xs">
        <summary className="cursor-pointer text-link">{mediaCopy.moreText}</summary>
        <p className="mt-1 max-h-60 overflow-y-auto text-muted">{found.text}</p>
      </details>
    );
  }
  return (
    <p className="max-w-72 text-muted text-xs">
      <span className="font-medium">{mediaCopy.shows}:</span> {found.text}
    </p>
  );
}
