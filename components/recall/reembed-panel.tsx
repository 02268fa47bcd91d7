"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { ConfirmDialog } from "@/components/confirm/confirm-dialog";
import { recallCopy } from "@/components/copy/recall";
import { formatCount } from "@/components/overview/figure-format";
import { errorSentence } from "@/components/query/error-sentence";
import { postReembed, postReembedState, recallKeys } from "@/components/recall/recall-queries";
import { ClockTime } from "@/components/time/clock-time";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import type { RecallHealth } from "@/lib/recall/console-schemas";

const words = recallCopy.reembed;

/** Embeds again what is not of today's model: start, progress, pause, go on, cancel. */
export function ReembedPanel({ recall }: { recall: RecallHealth }) {
  const client = useQueryClient();
  const [asked, setAsked] = useState<"start" | "cancel" | null>(null);
  const [isPending, setPending] = useState(false);
  const { run, models } = recall.health;
  const isOpen = run?.state === "running" || run?.state === "paused";
  const old = models.filter((each) => each.model !== recall.current_model);
  const left = {
    messages: old.reduce((sum, each) => sum + each.messages, 0),
    chunks: old.reduce((sum, each) => sum + each.chunks, 0),
  };
  const refresh = () => client.invalidateQueries({ queryKey: recallKeys.health });
  const act = async (state: "running" | "paused") => {
    if (!run) return;
    setPending(true);
    try {
      await postReembedState(run.id, state);
    } catch (error) {
      toast.error(errorSentence(error));
    } finally {
      setPending(false);
      await refresh();
    }
  };
  // Messages that were said since count too: what is done is what is no longer left.
  const done = run ? Math.max(0, Math.min(run.total, run.total - run.remaining)) : 0;
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2 border-line border-t px-3.5 py-2.5 text-xs">
      <h2 className="font-medium text-ink">{words.title}</h2>
      {run && isOpen ? (
        <>
          <span>{words.states[run.state]}</span>
          <progress
            aria-label={words.title}
            className="h-2 min-w-40 grow accent-(--info-solid)"
            value={done}
            max={Math.max(1, run.total)}
          />
          <span className="text-muted tabular-nums">
            {words.progress(formatCount(done), formatCount(run.total))}
          </span>
          <span className="ml-auto flex gap-2">
            {run.state === "running" ? (
              <Button disabled={isPending} onClick={() => void act("paused")}>
                {words.pause}
              </Button>
            ) : (
              <Button disabled={isPending} onClick={() => void act("running")}>
                {words.resume}
              </Button>
            )}
            <Button variant="danger" onClick={() => setAsked("cancel")}>
              {words.cancel}
            </Button>
          </span>
        </>
      ) : (
        <>
          <span className="text-muted">
            {left.messages === 0
              ? words.none
              : words.wanted(formatCount(left.messages), recall.current_model)}
            {run && (
              <>
                {" "}
                {words.last}: {words.states[run.state].toLowerCase()}{" "}
                <ClockTime iso={run.finished_at ?? run.started_at} kind="row" />.
              </>
            )}
          </span>
          {left.messages > 0 && (
            <Button className="ml-auto" onClick={() => setAsked("start")}>
              {words.start}
            </Button>
          )}
        </>
      )}
      <ConfirmDialog
        open={asked === "start"}
        onOpenChange={() => setAsked(null)}
        title={words.title}
        counts={[
          { label: words.counts.messages, value: formatCount(left.messages) },
          { label: words.counts.chunks, value: formatCount(left.chunks) },
          { label: words.counts.model, value: recall.current_model },
        ]}
        action={words.action(formatCount(left.messages))}
        onConfirm={() => postReembed().finally(refresh)}
      >
        {words.confirm}
      </ConfirmDialog>
      <ConfirmDialog
        open={asked === "cancel"}
        onOpenChange={() => setAsked(null)}
        title={words.cancelTitle}
        action={words.cancelAction}
        onConfirm={async () => {
          if (run) await postReembedState(run.id, "cancelled").finally(refresh);
        }}
      >
        {words.cancelBody}
      </ConfirmDialog>
    </div>
  );
}
