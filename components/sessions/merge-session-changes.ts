import type { InfiniteData } from "@tanstack/react-query";
import {
  compareByTime,
  compareByUrgency,
  compareByWindow,
} from "@/components/sessions/session-group";
import type { SessionCursor, SessionListChanges, SessionPage } from "@/lib/chat/console-schemas";

/** How a list is ordered: as its database query is. */
export type ListOrder = "urgency" | "time" | "window";
const comparisons = { urgency: compareByUrgency, time: compareByTime, window: compareByWindow };

export type SessionPages = InfiniteData<SessionPage, SessionCursor | null>;

/**
 * Puts what changed into the pages at hand: rows move to their place, rows that left the filter go.
 * Page borders stay where the server's cursors are. A row that belongs behind the last loaded one is
 * left out while there are more pages: its page brings it.
 */
export function mergeSessionChanges(
  pages: SessionPages,
  changes: SessionListChanges,
  order: ListOrder,
  now: number,
): SessionPages {
  const touched = new Set([...changes.gone, ...changes.rows.map((row) => row.id)]);
  const kept = pages.pages.map((page) => page.rows.filter((row) => !touched.has(row.id)));
  const compare = comparisons[order];
  const isComplete = pages.pages.at(-1)?.next == null;

  for (const row of changes.rows) {
    let place = kept.findIndex((rows) => {
      const last = rows.at(-1);
      return last !== undefined && compare(row, last, now) < 0;
    });
    if (place === -1) {
      if (!isComplete) continue;
      place = kept.length - 1;
    }
    kept[place]?.push(row);
  }
  return {
    pageParams: pages.pageParams,
    pages: pages.pages.map((page, index) => ({
      ...page,
      rows: (kept[index] ?? []).sort((a, b) => compare(a, b, now)),
      counts: changes.counts,
      as_of: changes.as_of,
    })),
  };
}
