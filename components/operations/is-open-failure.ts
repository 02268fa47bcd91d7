import type { JobRunRow } from "@/lib/operations/console-schemas";

/** A failed or lost run that nobody has tried again or put away yet. */
export const isOpenFailure = (run: JobRunRow) =>
  run.retried_at === null &&
  run.seen_at === null &&
  (run.state === "lost" || (run.error_class !== null && run.finished_at !== null));
