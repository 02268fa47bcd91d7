"use client";

import { listCopy } from "@/components/copy/list";
import type { DataListProps } from "@/components/list/data-list";
import { classNames } from "@/components/ui/class-names";

type DataRowProps<Row> = DataListProps<Row> & {
  row: Row;
  index: number;
  /** Pixels from the top of the list. */
  offset: number;
  measure: (element: HTMLElement | null) => void;
};

/** One row: a line of cells on a wide screen, a card of lines on a phone. */
export function DataRow<Row>(props: DataRowProps<Row>) {
  const { row, columns, selection, onOpen } = props;
  const id = props.rowId(row);
  const name = props.rowName(row);
  return (
    <div
      ref={props.measure}
      role="row"
      tabIndex={-1}
      aria-rowindex={props.index + 2}
      data-index={props.index}
      data-selected={props.openId === id || selection?.has(id) || undefined}
      className={classNames(
        "absolute inset-x-0 top-0 grid min-h-11 grid-cols-(--tracks) items-center gap-x-3 border-line border-b px-5 py-1 text-text text-xs hover:bg-hover data-selected:bg-selected max-tablet:flex max-tablet:flex-wrap max-tablet:gap-y-0.5 max-tablet:px-3 max-tablet:py-2.5 max-tablet:text-sm",
        selection && "max-tablet:pl-12",
      )}
      style={{ transform: `translateY(${props.offset}px)` }}
    >
      {selection && (
        <span
          role="cell"
          className="relative z-1 flex max-tablet:absolute max-tablet:top-0 max-tablet:left-0"
        >
          <label className="flex max-tablet:size-11 max-tablet:items-center max-tablet:justify-center">
            <input
              type="checkbox"
              data-select={id}
              aria-label={listCopy.selectRow(name)}
              checked={selection.has(id)}
              onChange={() => selection.toggle(id)}
              className="size-3.5 accent-(--ink) max-tablet:size-5"
            />
          </label>
        </span>
      )}
      {columns.map((column, place) => (
        <span
          key={column.key}
          role="cell"
          className={classNames(
            "min-w-0",
            column.align === "end" && "text-right tabular-nums",
            column.phone === "hide" && "max-tablet:hidden",
            place === 0 && "max-tablet:basis-full",
          )}
        >
          {place === 0 && onOpen && (
            <button
              type="button"
              data-row={id}
              aria-label={name}
              aria-expanded={props.openId === id}
              onClick={() => onOpen(row)}
              className="absolute inset-0 rounded-none outline-offset-[-2px]"
            />
          )}
          {column.cell(row)}
        </span>
      ))}
    </div>
  );
}
