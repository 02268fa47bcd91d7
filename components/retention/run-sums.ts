import type { RetentionRun } from "@/lib/privacy/retention/console-schemas";

/** Counted beside the rows that went: closed or emptied, not removed. */
const besides = new Set(["sessions_closed", "bodies", "names"]);

/** Rows that a run removed, over all classes. Pure. */
export function rowsRemoved(run: Pick<RetentionRun, "removed">): number {
  let sum = 0;
  for (const counts of Object.values(run.removed))
    for (const [name, count] of Object.entries(counts)) if (!besides.has(name)) sum += count;
  return sum;
}

/** What is more than nothing in a class's counts. Pure. */
export function somethingOf(counts: Record<string, number> | undefined): [string, number][] {
  return Object.entries(counts ?? {}).filter(([, count]) => count > 0);
}
