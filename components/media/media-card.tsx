import { Clock, Scale } from "lucide-react";
import { mediaCopy } from "@/components/copy/media";
import { fileName } from "@/components/media/file-name";
import { fileSize } from "@/components/media/file-size";
import { hoursLeft } from "@/components/media/hours-left";
import { MediaPreview } from "@/components/media/media-preview";
import { personOf } from "@/components/media/person-of";
import { understood } from "@/components/media/understood";
import { ClockTime } from "@/components/time/clock-time";
import { Chip } from "@/components/ui/chip";
import { classNames } from "@/components/ui/class-names";
import type { MediaRow } from "@/lib/media/console/console-schemas";

type MediaCardProps = {
  file: MediaRow;
  now: number;
  isOpen: boolean;
  isSelected: boolean;
  /** Without it nothing can be selected: the role may neither retry nor purge. */
  onSelect: (() => void) | undefined;
  onOpen: () => void;
};

/** One file in the grid: what it looks like, what is in it, whose it is, and when it goes. */
export function MediaCard(props: MediaCardProps) {
  const { file, now, isOpen, isSelected, onSelect, onOpen } = props;
  const found = understood(file);
  const hours = hoursLeft(file.expires_at, now);
  const name = `${fileName(file)}, ${personOf(file)}`;
  return (
    <li
      className={classNames(
        "relative overflow-hidden rounded-lg border bg-surface [contain-intrinsic-size:auto_212px] [content-visibility:auto]",
        isOpen || isSelected ? "border-focus outline-1 outline-focus" : "border-line",
      )}
    >
      {/* Over the card and without words of its own: its name is short, the card's words are read apart. */}
      <button
        type="button"
        data-row={file.id}
        aria-label={mediaCopy.open(name)}
        onClick={onOpen}
        className="peer absolute inset-0 z-10 block w-full rounded-lg -outline-offset-2"
      />
      <div className="block w-full peer-hover:bg-hover">
        <span className="relative block h-32 bg-sunken">
          <MediaPreview file={file} />
          <span className="absolute bottom-1.5 left-1.5 flex gap-1">
            {file.held && (
              <Chip icon={Scale} tone="info">
                {mediaCopy.held}
              </Chip>
            )}
            {!file.held && hours !== null && hours <= 24 && (
              <Chip icon={Clock} tone="warn">
                {mediaCopy.goesIn(hours)}
              </Chip>
            )}
          </span>
        </span>
        <span className="block border-line border-t px-2.5 py-2">
          <span
            className={classNames(
              "line-clamp-2 min-h-9 text-xs",
              found?.isWords ? "text-text" : "text-muted",
            )}
          >
            {found?.text ?? fileName(file)}
          </span>
          <span className="mt-1 flex items-baseline gap-2 text-2xs text-muted tabular-nums">
            <span className="min-w-0 grow truncate">{personOf(file)}</span>
            <ClockTime iso={file.created_at} kind="row" />
            {file.file_size !== null && (
              <span className="whitespace-nowrap">{fileSize(file.file_size)}</span>
            )}
          </span>
        </span>
      </div>
      {onSelect && (
        <label className="absolute top-1 left-1 z-20 grid size-7 place-items-center rounded-sm bg-raised/85 max-tablet:size-11">
          <span className="sr-only">{name}</span>
          <input
            type="checkbox"
            checked={isSelected}
            onChange={onSelect}
            className="size-4 accent-ink"
          />
        </label>
      )}
    </li>
  );
}
