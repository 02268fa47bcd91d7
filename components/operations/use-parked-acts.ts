"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { sayWithUndo } from "@/components/conversation/say-with-undo";
import { parkedCopy } from "@/components/copy/parked";
import {
  operationKeys,
  postDismiss,
  postProgress,
  postReprocess,
  postRestore,
} from "@/components/operations/operations-queries";
import { toast } from "@/components/ui/toast";

const everyMs = 1_000;

/** Re-process, dismiss and put back, each said; a bulk act shows how far it is until all are answered. */
export function useParkedActs() {
  const client = useQueryClient();
  // Not waited for: a dialog that stays open until every list is fresh again would swallow the key Z.
  const refresh = () => void client.invalidateQueries({ queryKey: operationKeys.parked });
  const [watched, setWatched] = useState<readonly string[]>([]);

  const progress = useQuery({
    queryKey: [...operationKeys.parked, "progress", watched],
    enabled: watched.length > 0,
    staleTime: 0,
    refetchInterval: everyMs,
    queryFn: async () => {
      const now = await postProgress([...watched]);
      if (now.waiting === 0) {
        setWatched([]);
        toast(parkedCopy.said.finished(now.handled + now.dismissed, now.still_parked));
        await client.invalidateQueries({ queryKey: [...operationKeys.parked, "list"] });
      }
      return now;
    },
  });

  const reprocess = useMutation({
    mutationFn: (ids: string[]) => postReprocess(ids),
    onSuccess: ({ requested }, ids) => {
      if (requested === 0) toast(parkedCopy.said.alreadyRequested);
      setWatched(ids);
    },
    onSettled: refresh,
  });
  const restore = useMutation({
    mutationFn: (ids: string[]) => postRestore(ids),
    onSuccess: ({ restored }) => toast(parkedCopy.said.restored(restored)),
    onSettled: refresh,
  });
  const dismiss = useMutation({
    mutationFn: ({ ids, note }: { ids: string[]; note: string }) => postDismiss(ids, note),
    onSuccess: ({ dismissed }, { ids }) => {
      if (dismissed === 0) toast(parkedCopy.said.nobody);
      else sayWithUndo(parkedCopy.said.dismissed(dismissed), () => restore.mutateAsync(ids));
    },
    onSettled: refresh,
  });

  const waiting = progress.data?.waiting ?? watched.length;
  return {
    reprocess,
    restore,
    dismiss,
    /** How many of the last re-processing are answered. */
    progress: watched.length > 0 ? { done: watched.length - waiting, all: watched.length } : null,
    busy: reprocess.isPending || restore.isPending || dismiss.isPending,
    error: reprocess.error ?? restore.error,
  };
}
