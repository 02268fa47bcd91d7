"use client";

import { BarChart3, Table2 } from "lucide-react";
import { type ReactNode, useId, useState } from "react";
import { overviewCopy } from "@/components/copy/overview";
import type { SeriesMark } from "@/components/overview/series-mark";
import { SeriesSwatch } from "@/components/overview/series-swatch";
import { Button } from "@/components/ui/button";

export type ChartTable = { head: string[]; rows: { key: string; cells: string[] }[] };

type ChartCardProps = {
  title: string;
  subtitle?: string;
  series?: readonly SeriesMark[];
  /** The same figures as text: for reading exact values, and for readers who do not see the drawing. */
  table: ChartTable;
  /** What the drawing says in one sentence. */
  summary: string;
  aside?: ReactNode;
  className?: string;
  children: ReactNode;
};

/** A chart with its legend; a press turns it into the table behind it. */
export function ChartCard(props: ChartCardProps) {
  const [asTable, setAsTable] = useState(false);
  const titleId = useId();
  const Icon = asTable ? BarChart3 : Table2;
  return (
    <section
      aria-labelledby={titleId}
      className={`flex min-w-0 flex-col rounded-md border border-line bg-raised ${props.className ?? ""}`}
    >
      <header className="flex min-h-10 flex-wrap items-center gap-x-3 gap-y-1 border-line border-b px-3.5 py-1.5">
        <h2 id={titleId} className="font-semibold text-ink text-sm">
          {props.title}
        </h2>
        {props.subtitle && <p className="text-muted text-xs">{props.subtitle}</p>}
        <div className="ml-auto flex flex-wrap items-center gap-x-3 text-muted text-xs">
          {props.aside}
          {props.series?.map((mark) => (
            <span key={mark.key} className="inline-flex items-center gap-1.5">
              <SeriesSwatch mark={mark} />
              {mark.label}
            </span>
          ))}
          <Button
            variant="ghost"
            aria-pressed={asTable}
            aria-label={`${props.title}: ${overviewCopy.table}`}
            onClick={() => setAsTable(!asTable)}
          >
            <Icon aria-hidden="true" className="size-3.5" />
            {asTable ? overviewCopy.chart : overviewCopy.table}
          </Button>
        </div>
      </header>
      {asTable ? (
        <FigureTable table={props.table} label={props.title} />
      ) : (
        <figure className="min-h-0 grow px-2 pt-3 pb-2" aria-label={props.summary}>
          {props.children}
        </figure>
      )}
    </section>
  );
}

function FigureTable({ table, label }: { table: ChartTable; label: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable with the keyboard
    <section aria-label={label} className="max-h-64 overflow-auto" tabIndex={0}>
      <table className="w-full text-xs tabular-nums">
        <thead className="sticky top-0 bg-raised">
          <tr className="text-left text-muted">
            {table.head.map((cell, index) => (
              <th
                key={cell}
                scope="col"
                className={`px-3.5 py-1.5 font-medium ${index > 0 ? "text-right" : ""}`}
              >
                {cell}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map(({ key, cells }) => (
            <tr key={key} className="border-line border-t">
              {cells.map((cell, index) =>
                index === 0 ? (
                  <th
                    key={table.head[index]}
                    scope="row"
                    className="px-3.5 py-1 text-left font-medium"
                  >
                    {cell}
                  </th>
                ) : (
                  <td key={table.head[index]} className="px-3.5 py-1 text-right">
                    {cell}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
