"use client";

import { Play } from "lucide-react";
import { mediaCopy } from "@/components/copy/media";
import { DocumentCard } from "@/components/media/document-card";
import { fileName } from "@/components/media/file-name";
import { fileSize } from "@/components/media/file-size";
import { fileAddress } from "@/components/media/media-queries";
import { MediaState } from "@/components/media/media-state";
import { understood } from "@/components/media/understood";
import { useOpenFile } from "@/components/transcript/open-file";
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
    <div className="my-0.5 grid gap-1">
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
  const openFile = useOpenFile();
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
  return (
    <button
      type="button"
      data-file={media.id}
      aria-label={mediaCopy.open(name)}
      onClick={() => openFile(media.id)}
      className="relative block h-45 w-60 max-w-full overflow-hidden rounded-md border border-line bg-sunken"
    >
      {media.kind === "video" ? (
        <span className="grid size-full place-items-center">
          <span className="grid justify-items-center gap-1.5 text-muted text-xs">
            <span className="grid size-9 place-items-center rounded-full bg-ink text-on-ink">
              <Play aria-hidden="true" className="size-4" />
            </span>
            {media.file_size !== null && fileSize(media.file_size)}
          </span>
        </span>
      ) : (
        // biome-ignore lint/performance/noImgElement: a private file behind an address that lapses
        <img
          src={fileAddress(media.id)}
          alt={media.caption ?? name}
          loading="lazy"
          decoding="async"
          className="size-full object-cover"
        />
      )}
    </button>
  );
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
