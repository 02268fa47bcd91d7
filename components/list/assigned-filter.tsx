"use client";

import { listCopy } from "@/components/copy/list";
import { FilterSelect } from "@/components/list/filter-select";
import type { Colleague } from "@/lib/staff/colleague";

type AssignedFilterProps = {
  value: string | null;
  colleagues: readonly Colleague[];
  viewerId: string;
  /** Rows of the viewer, and of nobody. */
  counts: { mine: number; unassigned: number } | undefined;
  onChange: (value: string | null) => void;
};

const words = listCopy.assigned;

/** Narrows a queue to the viewer's rows, to nobody's or to a colleague's. */
export function AssignedFilter(props: AssignedFilterProps) {
  const { value, colleagues, viewerId, counts, onChange } = props;
  return (
    <FilterSelect
      label={words.label}
      value={value}
      options={[
        { value: "me", label: words.counted(words.you, counts?.mine) },
        { value: "none", label: words.counted(words.nobody, counts?.unassigned) },
        ...colleagues
          .filter(({ user_id }) => user_id !== viewerId)
          .map(({ user_id, display_name }) => ({ value: user_id, label: display_name })),
      ]}
      onChange={onChange}
    />
  );
}
