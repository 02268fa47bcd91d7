"use client";

import type { Route } from "next";
import Link from "next/link";
import { overviewCopy } from "@/components/copy/overview";
import { queueList } from "@/components/overview/queue-list";
import { formatDuration } from "@/components/time/format-time";
import type { OverviewNow } from "@/lib/overview/now-schemas";
import type { StaffRole } from "@/lib/staff/roles";

const words = overviewCopy.queues;
/** Past this a queue does not move: redrive looks at everything each minute. */
const longMs = 5 * 60_000;

/** Unfinished work by kind, with the age of the oldest. */
export function QueueCard({ queues, role }: Pick<OverviewNow, "queues"> & { role: StaffRole }) {
  return (
    <section className="rounded-md border border-line bg-raised">
      <header className="flex min-h-10 flex-wrap items-center gap-x-3 border-line border-b px-3.5 py-1.5">
        <h2 className="font-semibold text-ink text-sm">{words.title}</h2>
        <p className="text-muted text-xs">{words.note}</p>
      </header>
      <dl className="grid grid-cols-2 tablet:grid-cols-4 wide:grid-cols-7">
        {queues.map(({ kind, waiting, age_ms }) => (
          <div key={kind} className="px-3.5 py-2 text-xs">
            <dt className="truncate text-muted">
              <QueueName name={words.kinds[kind] ?? kind} href={queueList(kind, role)} />
            </dt>
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

/** The way to the list; a role that cannot open it reads the figure alone. */
function QueueName({ name, href }: { name: string; href: Route | null }) {
  if (!href) return name;
  return (
    <Link href={href} className="hover:text-ink hover:underline">
      {name}
    </Link>
  );
}
