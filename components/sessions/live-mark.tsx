"use client";

import { sessionsCopy } from "@/components/copy/sessions";
import { formatClock } from "@/components/time/format-time";
import { useViewerTime } from "@/components/time/viewer-time";
import { classNames } from "@/components/ui/class-names";

type LiveMarkProps = { failedSince: number | null; started: boolean };

/** Says whether the list is alive. `failedSince`: when it last was, in milliseconds; null while it is. */
export function LiveMark({ failedSince, started }: LiveMarkProps) {
  const { zone } = useViewerTime();
  const words = sessionsCopy;
  const text =
    failedSince === null
      ? started
        ? words.live
        : words.slow
      : words.offline(
          failedSince > 0 ? formatClock(new Date(failedSince).toISOString(), zone) : "–",
        );
  return (
    <span title={words.liveHint} className="flex items-center gap-1.5 text-xs text-muted">
      <span
        className={classNames(
          "size-[7px] rounded-full",
          failedSince !== null ? "bg-bad-solid" : started ? "bg-good-solid" : "bg-warn-solid",
        )}
      />
      {text}
    </span>
  );
}
