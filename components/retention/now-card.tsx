"use client";

import type { ReactNode } from "react";
import { retentionCopy } from "@/components/copy/retention";
import { rowsRemoved } from "@/components/retention/run-sums";
import { ClockTime } from "@/components/time/clock-time";
import {
  type RetentionClass,
  type RetentionProgress,
  retentionClasses,
} from "@/lib/privacy/retention/console-schemas";

const words = retentionCopy.now;
const isClass = (name: string | null): name is RetentionClass =>
  retentionClasses.some((each) => each === name);

/** What runs now, or how the last run ended. */
export function NowCard({ progress }: { progress: RetentionProgress }) {
  const { run, media } = progress;
  const isOpen = run !== null && run.state !== "finished";
  return (
    <section
      aria-label={words.title}
      className="grid gap-2 rounded-md border border-line bg-raised px-3.5 py-3 text-xs"
    >
      {run === null && <p className="text-muted">{words.never}</p>}
      {run && isOpen && (
        <>
          <Line
            label={
              run.state === "queued" || !isClass(run.class)
                ? words.queued
                : words.running(retentionCopy.classes[run.class].name)
            }
          >
            {words.so(rowsRemoved(run))}
          </Line>
          <div className="flex items-center gap-3">
            <progress
              aria-label={retentionCopy.title}
              className="h-2 min-w-40 grow accent-(--info-solid)"
              value={run.classes_done}
              max={run.classes}
            />
            <span className="text-muted tabular-nums">
              {words.progress(run.classes_done, run.classes)}
            </span>
          </div>
          {run.is_stalled && <p className="text-warn">{words.stalled}</p>}
        </>
      )}
      {run && !isOpen && (
        <Line label={words.finished}>
          {run.finished_at && <ClockTime iso={run.finished_at} kind="row" />}
          {" · "}
          {retentionCopy.triggers(run.trigger).toLowerCase()}
          {" · "}
          {words.removed(rowsRemoved(run))}
        </Line>
      )}
      <Line label={media?.state === "running" ? words.mediaRunning : words.media}>
        {media?.state === "running" ? (
          retentionCopy.history.mediaResult(media)
        ) : progress.last_full_media_at ? (
          <ClockTime iso={progress.last_full_media_at} kind="row" />
        ) : (
          words.mediaNever
        )}
      </Line>
    </section>
  );
}

function Line({ label, children }: { label: string; children: ReactNode }) {
  return (
    <p className="flex flex-wrap items-baseline gap-x-3">
      <span className="font-medium text-ink">{label}</span>
      <span className="text-muted tabular-nums">{children}</span>
    </p>
  );
}
