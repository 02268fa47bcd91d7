"use client";

import { sessionsCopy } from "@/components/copy/sessions";
import { listFilters } from "@/components/sessions/use-list-view";
import { classNames } from "@/components/ui/class-names";
import type { SessionCounts, SessionFilter } from "@/lib/chat/console-schemas";

/** The database counts no further. */
const countCap = 1000;

type ListFiltersProps = {
  value: SessionFilter;
  counts: SessionCounts | undefined;
  onChange: (filter: SessionFilter) => void;
};

export function ListFilters({ value, counts, onChange }: ListFiltersProps) {
  const figures: Partial<Record<SessionFilter, number>> = counts ?? {};
  return (
    <fieldset className="-mx-1 flex gap-1 overflow-x-auto px-1 py-px [scrollbar-width:none]">
      <legend className="sr-only">{sessionsCopy.filters.label}</legend>
      {listFilters.map((filter) => {
        const figure = figures[filter];
        const on = filter === value;
        return (
          <button
            key={filter}
            type="button"
            aria-pressed={on}
            onClick={() => onChange(filter)}
            className={classNames(
              "flex h-[26px] shrink-0 items-center gap-1 rounded-sm border px-1.75 text-xs font-medium max-tablet:h-10 max-tablet:px-3",
              on
                ? "border-line-strong bg-sunken text-ink"
                : "border-dashed border-line-strong text-muted hover:bg-hover",
            )}
          >
            {sessionsCopy.filters[filter]}
            {figure !== undefined && figure > 0 && (
              <span
                className={classNames(
                  "text-2xs tabular-nums",
                  filter === "human" ? "font-semibold text-bad" : "text-muted",
                )}
              >
                {sessionsCopy.count(figure, countCap)}
              </span>
            )}
          </button>
        );
      })}
    </fieldset>
  );
}
