"use client";

import { useVirtualizer } from "@tanstack/react-virtual";
import { CloudOff, type LucideIcon } from "lucide-react";
import { type ReactNode, useRef } from "react";
import { commonCopy } from "@/components/copy/common";
import { listCopy } from "@/components/copy/list";
import { DataRow } from "@/components/list/data-row";
import { ListFooter } from "@/components/list/list-footer";
import { ListSkeleton } from "@/components/list/list-skeleton";
import type { KeysetList } from "@/components/list/use-keyset-list";
import { useRowKeys } from "@/components/list/use-row-keys";
import type { Selection } from "@/components/list/use-selection";
import { errorSentence } from "@/components/query/error-sentence";
import { Button } from "@/components/ui/button";
import { StatePanel } from "@/components/ui/state-panel";

export type Column<Row> = {
  key: string;
  head: string;
  /** A CSS grid track: `minmax(0,2fr)`, `96px`. */
  width: string;
  align?: "end";
  /** `hide` leaves the column out under 720 px, where a row is a card of lines. */
  phone?: "hide";
  cell: (row: Row) => ReactNode;
};

export type DataListProps<Row> = {
  /** Names the table for screen readers. */
  label: string;
  list: KeysetList<Row>;
  columns: readonly Column<Row>[];
  rowId: (row: Row) => string;
  /** The row in a few words: its open button and checkbox are named by it. */
  rowName: (row: Row) => string;
  /** Opens the row (Enter, click); without it rows are not pressable. */
  onOpen?: (row: Row) => void;
  openId?: string | null;
  selection?: Selection;
  /** Height of a row in pixels on a wide screen; rows may grow. */
  rowHeight?: number;
  empty: {
    icon: LucideIcon;
    tone?: "good" | "neutral";
    title: string;
    body?: string;
    action?: ReactNode;
  };
  /** Filters are set: an empty list means that nothing fits them. */
  isFiltered?: boolean;
  onClearFilters?: () => void;
  failed: { title: string; body: string };
};

/**
 * Rows of a list with their states: loading, empty, nothing fits, failed, stale, more to load. Only what
 * is seen is in the page, so that 100,000 rows scroll like 50. J and K move, Enter opens, X selects.
 */
export function DataList<Row>(props: DataListProps<Row>) {
  const { list, columns, rowId } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: list.rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => props.rowHeight ?? 44,
    getItemKey: (index) => {
      const row = list.rows[index];
      return row ? rowId(row) : index;
    },
    overscan: 12,
  });
  useRowKeys(scroller, (index) => rows.scrollToIndex(index), list.rows.map(rowId), props.selection);

  if (list.isLoading && !list.error) return <ListSkeleton rowHeight={props.rowHeight ?? 44} />;
  if (list.rows.length === 0) return <EmptyList {...props} />;

  const tracks = [props.selection && "28px", ...columns.map((column) => column.width)]
    .filter(Boolean)
    .join(" ");
  const ids = list.rows.map(rowId);
  return (
    <div
      ref={scroller}
      aria-busy={list.isStale}
      className="min-h-0 grow overflow-auto aria-busy:opacity-60"
      style={{ "--tracks": tracks } as React.CSSProperties}
    >
      <div role="table" aria-label={props.label} aria-rowcount={list.hasMore ? -1 : ids.length + 1}>
        <div
          role="row"
          tabIndex={-1}
          className="sticky top-0 z-10 grid h-8 grid-cols-(--tracks) items-center gap-3 border-line border-b bg-surface px-5 text-2xs text-muted max-tablet:hidden"
        >
          {props.selection && (
            <span role="columnheader" tabIndex={-1}>
              <input
                type="checkbox"
                aria-label={listCopy.selectAll}
                checked={ids.length > 0 && ids.every((id) => props.selection?.has(id))}
                onChange={() => props.selection?.toggleAll(ids)}
                className="size-3.5 accent-(--ink)"
              />
            </span>
          )}
          {columns.map((column) => (
            <span
              key={column.key}
              role="columnheader"
              tabIndex={-1}
              className={column.align === "end" ? "text-right" : ""}
            >
              {column.head}
            </span>
          ))}
        </div>
        <div role="rowgroup" className="relative" style={{ height: rows.getTotalSize() }}>
          {rows.getVirtualItems().map((item) => {
            const row = list.rows[item.index];
            return (
              row && (
                <DataRow
                  key={item.key}
                  measure={rows.measureElement}
                  index={item.index}
                  offset={item.start}
                  row={row}
                  {...props}
                />
              )
            );
          })}
        </div>
      </div>
      <ListFooter list={list} />
    </div>
  );
}

function EmptyList<Row>(props: DataListProps<Row>) {
  const { list, empty, failed } = props;
  if (list.error) {
    return (
      <StatePanel
        icon={CloudOff}
        tone="bad"
        title={failed.title}
        action={<Button onClick={list.refetch}>{commonCopy.tryAgain}</Button>}
      >
        {errorSentence(list.error)} {failed.body}
      </StatePanel>
    );
  }
  if (props.isFiltered) {
    return (
      <StatePanel
        icon={empty.icon}
        title={listCopy.nothingFits}
        action={
          props.onClearFilters && (
            <Button onClick={props.onClearFilters}>{listCopy.clearFilters}</Button>
          )
        }
      >
        {listCopy.nothingFitsBody}
      </StatePanel>
    );
  }
  return (
    <StatePanel
      icon={empty.icon}
      tone={empty.tone ?? "neutral"}
      title={empty.title}
      action={empty.action}
    >
      {empty.body}
    </StatePanel>
  );
}
