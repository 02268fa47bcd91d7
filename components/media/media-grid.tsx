"use client";

import { CloudOff, Images } from "lucide-react";
import { useRef } from "react";
import { commonCopy } from "@/components/copy/common";
import { listCopy } from "@/components/copy/list";
import { mediaCopy } from "@/components/copy/media";
import { ListFooter } from "@/components/list/list-footer";
import { ListSkeleton } from "@/components/list/list-skeleton";
import type { KeysetList } from "@/components/list/use-keyset-list";
import { useRowKeys } from "@/components/list/use-row-keys";
import type { Selection } from "@/components/list/use-selection";
import { MediaCard } from "@/components/media/media-card";
import { errorSentence } from "@/components/query/error-sentence";
import { useViewerTime } from "@/components/time/viewer-time";
import { Button } from "@/components/ui/button";
import { StatePanel } from "@/components/ui/state-panel";
import type { MediaRow } from "@/lib/media/console/console-schemas";

type MediaGridProps = {
  list: KeysetList<MediaRow>;
  selection: Selection | undefined;
  openId: string | null;
  onOpen: (id: string) => void;
  isFiltered: boolean;
  onClear: () => void;
};

/** Files as pictures. Cards that are not in view are not drawn, so that many scroll like few. */
export function MediaGrid({
  list,
  selection,
  openId,
  onOpen,
  isFiltered,
  onClear,
}: MediaGridProps) {
  const { now } = useViewerTime();
  const scroller = useRef<HTMLDivElement>(null);
  const ids = list.rows.map(({ id }) => id);
  const scrollTo = (index: number) =>
    scroller.current
      ?.querySelector(`[data-row="${CSS.escape(ids[index] ?? "")}"]`)
      ?.scrollIntoView({ block: "nearest" });
  useRowKeys(scroller, scrollTo, ids, selection);

  if (list.isLoading && !list.error) return <ListSkeleton rowHeight={212} />;
  if (list.rows.length === 0) {
    if (list.error) {
      return (
        <StatePanel
          icon={CloudOff}
          tone="bad"
          title={mediaCopy.loadFailed}
          action={<Button onClick={list.refetch}>{commonCopy.tryAgain}</Button>}
        >
          {errorSentence(list.error)}
        </StatePanel>
      );
    }
    return (
      <StatePanel
        icon={Images}
        title={isFiltered ? listCopy.nothingFits : mediaCopy.empty}
        action={isFiltered && <Button onClick={onClear}>{listCopy.clearFilters}</Button>}
      >
        {isFiltered ? "" : mediaCopy.emptyBody}
      </StatePanel>
    );
  }
  return (
    <div ref={scroller} className="min-h-0 grow overflow-y-auto px-5 pb-3 max-tablet:px-3">
      <ul
        aria-label={mediaCopy.list}
        aria-busy={list.isStale}
        className="grid grid-cols-[repeat(auto-fill,minmax(200px,1fr))] gap-3 max-tablet:grid-cols-2"
      >
        {list.rows.map((file) => (
          <MediaCard
            key={file.id}
            file={file}
            now={now}
            isOpen={file.id === openId}
            isSelected={selection?.has(file.id) ?? false}
            onSelect={selection && (() => selection.toggle(file.id))}
            onOpen={() => onOpen(file.id)}
          />
        ))}
      </ul>
      <ListFooter list={list} />
    </div>
  );
}
