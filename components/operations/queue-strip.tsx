import { jobsCopy } from "@/components/copy/jobs";
import { formatMs } from "@/components/operations/format-ms";
import { classNames } from "@/components/ui/class-names";
import type { QueueAge, QueueKind } from "@/lib/operations/console-schemas";

const minuteMs = 60_000;
/** From here on somebody should look: several times what the normal path takes. */
const longWaitMs: Record<QueueKind, number> = {
  turns: 2 * minuteMs,
  sends: 2 * minuteMs,
  unknown_sends: 5 * minuteMs,
  embeddings: 15 * minuteMs,
  media: 5 * minuteMs,
  echoes: 5 * minuteMs,
  reprocessing: 5 * minuteMs,
};

/** How long the oldest work of each kind has waited; amber and worded when that is too long. */
export function QueueStrip({ queues }: { queues: readonly QueueAge[] }) {
  const words = jobsCopy.queues;
  const isQuiet = queues.every(({ waiting }) => waiting === 0);
  return (
    <section aria-label={words.title} className="rounded-md border border-line">
      <h2 className="flex items-baseline gap-2.5 px-3.5 py-2 font-semibold text-ink text-xs">
        {words.title}
        {isQuiet && <span className="font-normal text-muted">{words.empty}</span>}
      </h2>
      <dl className="flex flex-wrap gap-px overflow-hidden rounded-b-md bg-line">
        {queues.map(({ kind, waiting, age_ms }) => {
          const isLong = age_ms !== null && age_ms > longWaitMs[kind];
          return (
            <div
              key={kind}
              title={words.hints[kind]}
              className={classNames(
                "grow basis-28 bg-surface px-3.5 py-2 text-2xs text-muted",
                waiting === 0 && "max-tablet:hidden",
              )}
            >
              <dt className="truncate">{words.kinds[kind]}</dt>
              <dd
                className={classNames(
                  "text-md font-semibold tabular-nums",
                  isLong ? "text-warn" : waiting > 0 ? "text-ink" : "text-muted",
                )}
              >
                {age_ms === null ? "–" : formatMs(age_ms)}
              </dd>
              <dd>{waiting === 0 ? words.none : words.waiting(waiting)}</dd>
            </div>
          );
        })}
      </dl>
    </section>
  );
}
