"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { mediaCopy } from "@/components/copy/media";
import { mediaKeys, postMediaPurge, postMediaRetry } from "@/components/media/media-queries";
import { toast } from "@/components/ui/toast";
import type { MediaRow } from "@/lib/media/console/console-schemas";

/** Whether pressing "fetch again" can change anything for a file. */
export const canRetry = (file: MediaRow): boolean =>
  ["rejected", "failed", "expired"].includes(file.status) ||
  (file.status === "stored" && file.understanding === "failed");

/** Fetching again and removing: what is asked for twice is done once. */
export function useMediaActs() {
  const client = useQueryClient();
  const refresh = () => void client.invalidateQueries({ queryKey: mediaKeys.all });
  const retry = useMutation({
    mutationFn: postMediaRetry,
    onSuccess: (result) => toast(mediaCopy.retried(result)),
    onSettled: refresh,
  });
  const purge = async (ids: string[]) => {
    const result = await postMediaPurge(ids);
    const { state, removed, total } = result;
    toast(state === "finished" ? mediaCopy.purged(removed) : mediaCopy.purging(removed, total));
    refresh();
  };
  return { retry, purge };
}

export type MediaActs = ReturnType<typeof useMediaActs>;
