"use client";

import { CheckCheck, ListFilter } from "lucide-react";
import { sessionSearchCopy } from "@/components/copy/session-search";
import { sessionsCopy } from "@/components/copy/sessions";
import type { ListView } from "@/components/sessions/session-queries";
import { useReadAll } from "@/components/sessions/use-read-all";
import { Button } from "@/components/ui/button";
import {
  Menu,
  MenuChoice,
  MenuChoices,
  MenuItem,
  MenuLabel,
  MenuSeparator,
} from "@/components/ui/menu";
import type { SessionCounts } from "@/lib/chat/console-schemas";
import { assigneeWords, readAssignee, sessionFilters } from "@/lib/chat/session-filters";

const words = sessionSearchCopy;

type FilterMenuProps = {
  view: ListView;
  counts: SessionCounts | undefined;
  onChange: (change: Partial<ListView>) => void;
};

/** Every filter with its figure, whose conversations, and marking all as read. */
export function FilterMenu({ view, counts, onChange }: FilterMenuProps) {
  const readAll = useReadAll();
  const figures: Partial<Record<string, number>> = counts ?? {};
  return (
    <Menu
      trigger={
        <Button
          variant="ghost"
          size="icon"
          aria-label={words.more}
          title={words.more}
          className="max-tablet:size-10"
        >
          <ListFilter aria-hidden="true" className="size-4" />
        </Button>
      }
    >
      <MenuLabel>{words.filters.label}</MenuLabel>
      <MenuChoices
        value={view.filter}
        onValueChange={(value) => {
          const filter = sessionFilters.find((each) => each === value);
          if (filter) onChange({ filter });
        }}
      >
        {sessionFilters.map((filter) => (
          <MenuChoice key={filter} value={filter}>
            {words.filters[filter]}
            {(figures[filter] ?? 0) > 0 && (
              <span className="text-2xs text-muted tabular-nums">
                {sessionsCopy.count(figures[filter] ?? 0, 1000)}
              </span>
            )}
          </MenuChoice>
        ))}
      </MenuChoices>
      <MenuSeparator />
      <MenuLabel>{words.assigned}</MenuLabel>
      <MenuChoices
        value={view.assignee}
        onValueChange={(value) => onChange({ assignee: readAssignee(value) })}
      >
        {assigneeWords.map((each) => (
          <MenuChoice key={each} value={each}>
            {words.assignees[each]}
          </MenuChoice>
        ))}
      </MenuChoices>
      <MenuSeparator />
      <MenuItem onSelect={() => void readAll()}>
        <CheckCheck aria-hidden="true" />
        {words.markAllRead}
      </MenuItem>
    </Menu>
  );
}
