import { FileText, Mic, Play } from "lucide-react";
import { mediaCopy } from "@/components/copy/media";
import { fileName } from "@/components/media/file-name";
import { fileAddress } from "@/components/media/media-queries";
import { MediaState } from "@/components/media/media-state";
import type { MediaRow } from "@/lib/media/console/console-schemas";
import { isShownInline } from "@/lib/media/console/shown-inline";

/** A file small, or why it cannot be seen; fills its box. */
export function MediaPreview({ file }: { file: MediaRow }) {
  if (file.status !== "stored") {
    return (
      <span className="grid size-full place-items-center px-4 pt-4">
        <MediaState media={file} isShort />
      </span>
    );
  }
  if (file.kind === "image" && isShownInline(file.mime_type)) {
    return (
      // biome-ignore lint/performance/noImgElement: a private file behind an address that lapses
      <img
        src={fileAddress(file.id)}
        alt={file.caption ?? fileName(file)}
        loading="lazy"
        decoding="async"
        className="size-full object-cover"
      />
    );
  }
  const Icon = file.kind === "audio" ? Mic : file.kind === "video" ? Play : FileText;
  return (
    <span className="grid size-full place-items-center px-4">
      <span className="grid max-w-full justify-items-center gap-1.5 text-muted text-xs">
        <Icon aria-hidden="true" className="size-6" />
        <span className="max-w-full truncate">
          {file.kind === "document" ? fileName(file) : mediaCopy.kinds[file.kind]}
        </span>
      </span>
    </span>
  );
}
