"use client";

import { sessionSearchCopy } from "@/components/copy/session-search";
import { sessionsCopy } from "@/components/copy/sessions";
import { FilterMenu } from "@/components/sessions/filter-menu";
import type { ListView } from "@/components/sessions/session-queries";
import { classNames } from "@/components/ui/class-names";
import type { SessionCounts } from "@/lib/chat/console-schemas";

/** The database counts no further. */
const countCap = 1000;
const unreadCap = 100;

const first = ["open", "human", "mine"] as const;
const words = sessionSearchCopy;

type ListFiltersProps = {
  view: ListView;
  counts: SessionCounts | undefined;
  onChange: (change: Partial<ListView>) => void;
};

/** The filters used all day as chips; every other one, and whose conversations, in a menu beside them. */
export function ListFilters({ view, counts, onChange }: ListFiltersProps) {
  const isInMenu = !first.some((filter) => filter === view.filter);
  return (
    <div className="flex min-w-0 items-center gap-1">
      <fieldset className="-mx-1 flex min-w-0 grow gap-1 overflow-x-auto px-1 py-px [scrollbar-width:none]">
        <legend className="sr-only">{words.filters.label}</legend>
        {first.map((filter) => (
          <FilterChip
            key={filter}
            on={filter === view.filter}
            figure={counts?.[filter]}
            isUrgent={filter === "human"}
            onPress={() => onChange({ filter })}
          >
            {words.short[filter] ?? words.filters[filter]}
          </FilterChip>
        ))}
        <FilterChip
          on={view.unread}
          figure={counts?.unread}
          cap={unreadCap}
          onPress={() => onChange({ unread: !view.unread })}
        >
          {words.filters.unread}
        </FilterChip>
        {(isInMenu || view.assignee !== "anyone") && (
          <FilterChip on onPress={() => onChange({ filter: "open", assignee: "anyone" })}>
            {[
              isInMenu && words.filters[view.filter],
              view.assignee !== "anyone" && (words.assignees[view.assignee] ?? words.aPerson),
            ]
              .filter(Boolean)
              .join(", ")}
          </FilterChip>
        )}
      </fieldset>
      <FilterMenu view={view} counts={counts} onChange={onChange} />
    </div>
  );
}

function FilterChip({
  on,
  figure,
  cap = countCap,
  isUrgent = false,
  onPress,
  children,
}: {
  on: boolean;
  figure?: number | undefined;
  cap?: number;
  isUrgent?: boolean;
  onPress: () => void;
  children: string;
}) {
  return (
    <button
      type="button"
      aria-pressed={on}
      onClick={onPress}
      className={classNames(
        "flex h-[26px] shrink-0 items-center gap-1 rounded-sm border px-1.5 text-xs font-medium max-tablet:h-10 max-tablet:px-2.5",
        on
          ? "border-line-strong bg-sunken text-ink"
          : "border-dashed border-line-strong text-muted hover:bg-hover",
      )}
    >
      {children}
      {figure !== undefined && figure > 0 && (
        <span
          className={classNames(
            "text-2xs tabular-nums",
            isUrgent ? "font-semibold text-bad" : "text-muted",
          )}
        >
          {sessionsCopy.count(figure, cap)}
        </span>
      )}
    </button>
  );
}
