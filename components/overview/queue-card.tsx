"use client";

import { overviewCopy } from "@/components/copy/overview";
import { formatDuration } from "@/components/time/format-time";
import type { OverviewNow } from "@/lib/overview/now-schemas";

const words = overviewCopy.queues;
/** Past this a queue does not move: redrive looks at everything each minute. */
const longMs = 5 * 60_000;

/** Unfinished work by kind, with the age of the oldest. */
export function QueueCard({ queues }: { queues: OverviewNow["queues"] }) {
  return (
    <section className="rounded-md border border-line bg-raised">
      <header className="flex min-h-10 flex-wrap items-center gap-x-3 border-line border-b px-3.5 py-1.5">
        <h2 className="font-semibold text-ink text-sm">{words.title}</h2>
        <p className="text-muted text-xs">{words.note}</p>
      </header>
      <dl className="grid grid-cols-2 tablet:grid-cols-4 wide:grid-cols-7">
        {queues.map(({ kind, waiting, age_ms }) => (
          <div key={kind} className="px-3.5 py-2 text-xs">
            <dt className="truncate text-muted">{words.kinds[kind] ?? kind}</dt>
            <dd className="text-ink tabular-nums">
              {waiting === 0 ? (
                <span className="text-muted">{words.empty}</span>
              ) : (
                <>
                  {words.count(waiting)}
                  {age_ms !== null && (
                    <span className={age_ms > longMs ? "font-medium text-bad" : "text-muted"}>
                      {` · ${formatDuration(age_ms)}`}
                    </span>
                  )}
                </>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
