import { groupOf, type SessionGroup } from "@/components/sessions/session-group";
import type { SessionRow } from "@/lib/chat/console-schemas";

type GroupTitle = { kind: "group"; group: SessionGroup; count: number | null };
export type ListItem = GroupTitle | { kind: "row"; row: SessionRow };

/**
 * Rows with a title before each group. A group's figure is shown only when all of it is loaded, that is
 * when another group follows or the list is complete.
 */
export function listItems(rows: SessionRow[], now: number, isComplete: boolean): ListItem[] {
  const order: SessionGroup[] = ["human", "closing", "rest"];
  const groups = order
    .map((group) => ({ group, rows: rows.filter((row) => groupOf(row, now) === group) }))
    .filter((found) => found.rows.length > 0);
  return groups.flatMap((found, index): ListItem[] => {
    const isWhole = isComplete || index < groups.length - 1;
    return [
      { kind: "group", group: found.group, count: isWhole ? found.rows.length : null },
      ...found.rows.map((row) => ({ kind: "row" as const, row })),
    ];
  });
}
