"use client";

import { useState } from "react";

export type Selection = {
  ids: ReadonlySet<string>;
  has: (id: string) => boolean;
  toggle: (id: string) => void;
  /** Selects every given row, or none when all are selected already. */
  toggleAll: (ids: readonly string[]) => void;
  clear: () => void;
};

/** Selected rows of a list by id. Rows that leave the list leave the selection when `shown` is given to prune. */
export function useSelection(shown: readonly string[]): Selection {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const present = new Set(shown);
  const ids = new Set([...chosen].filter((id) => present.has(id)));
  return {
    ids,
    has: (id) => ids.has(id),
    toggle: (id) => {
      const next = new Set(ids);
      if (!next.delete(id)) next.add(id);
      setChosen(next);
    },
    toggleAll: (all) => setChosen(all.every((id) => ids.has(id)) ? new Set() : new Set(all)),
    clear: () => setChosen(new Set()),
  };
}
