"use client";

import { listCopy } from "@/components/copy/list";
import type { KeysetList } from "@/components/list/use-keyset-list";
import { formatClock } from "@/components/time/format-time";
import { useViewerTime } from "@/components/time/viewer-time";
import { classNames } from "@/components/ui/class-names";

/** How many rows there are, and whether the list is alive: a dot, and always a word. */
export function ListPulse({ list }: { list: KeysetList<unknown> }) {
  const { zone } = useViewerTime();
  const isOld = list.error !== null && !list.moreFailed;
  const text = isOld
    ? listCopy.offline(
        list.updatedAt > 0 ? formatClock(new Date(list.updatedAt).toISOString(), zone) : "–",
      )
    : list.isLoading
      ? listCopy.connecting
      : listCopy.live;
  return (
    <span title={listCopy.liveHint} className="flex items-center gap-1.5 text-muted text-xs">
      {!list.isLoading && (
        <span className="mr-1 font-medium text-text tabular-nums">
          {listCopy.count(list.rows.length, list.hasMore)}
        </span>
      )}
      <span
        aria-hidden="true"
        className={classNames(
          "size-[7px] rounded-full",
          isOld ? "bg-bad-solid" : list.isLoading ? "bg-warn-solid" : "bg-good-solid",
        )}
      />
      {text}
    </span>
  );
}
