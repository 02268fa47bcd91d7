"use client";

import { Play } from "lucide-react";
import { mediaCopy } from "@/components/copy/media";
import { fileName } from "@/components/media/file-name";
import { fileSize } from "@/components/media/file-size";
import { fileAddress } from "@/components/media/media-queries";
import { useOpenFile } from "@/components/transcript/open-file";
import { classNames } from "@/components/ui/class-names";
import type { TranscriptMessage } from "@/lib/chat/conversation-schemas";

type PictureButtonProps = {
  media: NonNullable<TranscriptMessage["media"]>;
  /** Its size: a box that is there before the picture, so that nothing jumps. */
  className: string;
};

/** A photo as it is, or a video as a sign to start it; opens large. */
export function PictureButton({ media, className }: PictureButtonProps) {
  const openFile = useOpenFile();
  const name = fileName(media);
  return (
    <button
      type="button"
      data-file={media.id}
      aria-label={mediaCopy.open(name)}
      onClick={() => openFile(media.id)}
      className={classNames(
        "relative block max-w-full overflow-hidden rounded-md border border-line bg-sunken",
        className,
      )}
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
