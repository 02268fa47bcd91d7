"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { sayWithUndo } from "@/components/conversation/say-with-undo";
import { jobsCopy } from "@/components/copy/jobs";
import {
  operationKeys,
  postRetry,
  postSeen,
  postUnseen,
} from "@/components/operations/operations-queries";
import { toast } from "@/components/ui/toast";
import type { JobCause, RetryRequest, RetryResult } from "@/lib/operations/console-schemas";

export type CauseRequest = { cause: JobCause; since: string; runs: number };

/** Retry and "seen" for some runs or for a whole cause; a cause goes batch after batch, with its progress. */
export function useRetry() {
  const client = useQueryClient();
  const [progress, setProgress] = useState<{ done: number; all: number } | null>(null);
  const refresh = () => void client.invalidateQueries({ queryKey: operationKeys.jobs });

  const retryRuns = useMutation({
    mutationFn: (runIds: string[]) => postRetry({ run_ids: runIds }),
    onSuccess: (result) => toast(retrySentence(result)),
    onSettled: refresh,
  });

  const retryCause = useMutation({
    mutationFn: async ({ cause, since, runs }: CauseRequest) => {
      const total: RetryResult = { retried: 0, settled: 0, refused: 0, remaining: 0 };
      for (;;) {
        const batch = await postRetry({ cause, since });
        total.retried += batch.retried;
        total.settled += batch.settled;
        total.refused += batch.refused;
        const moved = batch.retried + batch.settled;
        // What cannot be woken stays open: a batch that moved nothing is the last.
        if (batch.remaining === 0 || moved === 0) return total;
        setProgress({ done: total.retried + total.settled, all: Math.max(runs, 1) });
      }
    },
    onSuccess: (result) => toast(retrySentence(result)),
    onSettled: () => {
      setProgress(null);
      refresh();
    },
  });

  const unsee = useMutation({
    mutationFn: ({ cause, since }: { cause: JobCause; since: string }) => postUnseen(cause, since),
    onSuccess: () => toast(jobsCopy.said.reopened),
    onSettled: refresh,
  });

  const markSeen = useMutation({
    mutationFn: async (request: RetryRequest) => {
      const pressedAt = new Date(Date.now() - 5_000).toISOString();
      return { request, pressedAt, ...(await postSeen(request)) };
    },
    onSuccess: ({ request, pressedAt, marked }) => {
      const sentence = jobsCopy.said.seen(marked);
      if (!("cause" in request)) return toast(sentence);
      sayWithUndo(sentence, () => unsee.mutateAsync({ cause: request.cause, since: pressedAt }));
    },
    onSettled: refresh,
  });

  const busy = retryRuns.isPending || retryCause.isPending || markSeen.isPending;
  const error = retryRuns.error ?? retryCause.error ?? markSeen.error ?? unsee.error;
  return { retryRuns, retryCause, markSeen, progress, busy, error };
}

function retrySentence({ retried, settled, refused }: RetryResult): string {
  const { said } = jobsCopy;
  const parts = [
    retried > 0 ? said.retried(retried) : null,
    settled > 0 ? said.settled(settled) : null,
    refused > 0 ? said.refused(refused) : null,
  ].filter((part) => part !== null);
  return parts.length > 0 ? parts.join(" ") : said.nothing;
}
