"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { CircleCheck, Scale } from "lucide-react";
import { useEffect } from "react";
import { commonCopy } from "@/components/copy/common";
import { removalCopy } from "@/components/copy/removal";
import { mediaKeys } from "@/components/media/media-queries";
import { fetchPurge, removalKeys } from "@/components/removal/removal-queries";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import type { MediaPurge } from "@/lib/media/purge/console-schemas";

const words = removalCopy.progress;
const everyMs = 1_000;

/** Rows are gone first, their files from storage right after. */
const isOver = (purge: MediaPurge) => purge.state !== "running" && purge.objects_left === 0;

/** How far a purge is, until the last file has left storage; it goes on without anybody looking. */
export function PurgeProgress({ started, onClose }: { started: MediaPurge; onClose: () => void }) {
  const client = useQueryClient();
  const { data: purge, error } = useQuery({
    queryKey: removalKeys.purge(started.id),
    queryFn: ({ signal }) => fetchPurge(started.id, signal),
    initialData: started,
    initialDataUpdatedAt: 0,
    refetchInterval: ({ state }) => (state.data && isOver(state.data) ? false : everyMs),
  });
  const over = isOver(purge);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what lists show changes as rows go, and at the end
  useEffect(() => {
    void client.invalidateQueries({ queryKey: mediaKeys.all });
  }, [client, purge.removed, over]);
  return (
    <Dialog open onOpenChange={onClose} title={words.title}>
      <div className="grid gap-3 text-text text-xs">
        <progress
          aria-label={words.label}
          value={purge.removed}
          max={Math.max(purge.total, 1)}
          className="h-2 w-full accent-(--info-solid)"
        />
        {over ? (
          <p role="status" className="flex items-start gap-2">
            {purge.state === "held" ? (
              <Scale aria-hidden="true" className="mt-0.5 size-3.5 shrink-0 text-warn" />
            ) : (
              <CircleCheck aria-hidden="true" className="mt-0.5 size-3.5 shrink-0 text-good" />
            )}
            {purge.state === "held"
              ? words.held(purge.removed, purge.total)
              : words.finished(purge.removed)}
          </p>
        ) : (
          <p role="status" className="text-muted tabular-nums">
            {words.removed(purge.removed, purge.total)}
            {purge.objects_left > 0 && ` · ${words.objects(purge.objects_left)}`}. {words.goesOn}
          </p>
        )}
        {error && (
          <p role="alert" className="text-bad">
            {words.failed}
          </p>
        )}
        <div className="flex justify-end">
          <Button variant={over ? "primary" : "secondary"} onClick={onClose}>
            {over ? words.done : commonCopy.close}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
