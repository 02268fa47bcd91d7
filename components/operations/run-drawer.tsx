"use client";

import { useQuery } from "@tanstack/react-query";
import {
  ExternalLink,
  MessageSquare,
  RotateCw,
  SearchX,
  ShieldCheck,
  TriangleAlert,
} from "lucide-react";
import Link from "next/link";
import { commonCopy } from "@/components/copy/common";
import { jobsCopy } from "@/components/copy/jobs";
import { DetailDrawer } from "@/components/detail/detail-drawer";
import { useShortcut } from "@/components/frame/shortcuts";
import { isOpenFailure } from "@/components/operations/is-open-failure";
import { fetchRun, operationKeys } from "@/components/operations/operations-queries";
import { RunDetail } from "@/components/operations/run-detail";
import { StateChip } from "@/components/operations/state-chip";
import { useRetry } from "@/components/operations/use-retry";
import { errorSentence } from "@/components/query/error-sentence";
import { pollInterval } from "@/components/query/poll-interval";
import { RequestFailure } from "@/components/query/request-json";
import { Button } from "@/components/ui/button";
import { Key } from "@/components/ui/key";
import { Skeleton } from "@/components/ui/skeleton";
import { StatePanel } from "@/components/ui/state-panel";

type RunDrawerProps = { runId: string; onClose: () => void; onOpen: (runId: string) => void };

/** One run: what happened, what to do, and how its time was spent. R retries it. */
export function RunDrawer({ runId, onClose, onOpen }: RunDrawerProps) {
  const words = jobsCopy.run;
  const run = useQuery({
    queryKey: operationKeys.run(runId),
    queryFn: ({ signal }) => fetchRun(runId, signal),
    staleTime: 0,
    refetchInterval: () => pollInterval(5_000, false),
  });
  const { retryRuns, error } = useRetry();
  const { data } = run;
  const canRetry = data?.can_retry === true && isOpenFailure(data);
  useShortcut("r", () => {
    if (canRetry && !retryRuns.isPending) retryRuns.mutate([runId]);
  });
  const isGone = run.error instanceof RequestFailure && run.error.code === "not_found";
  return (
    <DetailDrawer
      id={runId}
      title={data ? (jobsCopy.functions[data.function_id] ?? data.function_id) : words.title}
      subtitle={data && <StateChip state={data.state} />}
      onClose={onClose}
    >
      {run.isError && !data ? (
        <StatePanel
          icon={isGone ? SearchX : TriangleAlert}
          tone={isGone ? "neutral" : "bad"}
          title={isGone ? words.notFound : words.loadFailed}
          action={
            !isGone && <Button onClick={() => void run.refetch()}>{commonCopy.tryAgain}</Button>
          }
        >
          {isGone ? words.notFoundBody : errorSentence(run.error)}
        </StatePanel>
      ) : !data ? (
        <div className="grid gap-3">
          <Skeleton className="h-7" />
          <Skeleton className="h-28" />
        </div>
      ) : (
        <>
          <div className="grid gap-2 border-b border-line pb-3">
            <p className="text-xs text-text">{jobsCopy.stateHints[data.state]}</p>
            <div className="flex flex-wrap gap-2">
              {canRetry && (
                <Button
                  variant="primary"
                  disabled={retryRuns.isPending}
                  onClick={() => retryRuns.mutate([runId])}
                >
                  <RotateCw aria-hidden="true" className="size-3.5" />
                  {words.retry}
                  <Key>R</Key>
                </Button>
              )}
              <Button asChild>
                <a href={data.engine_url} target="_blank" rel="noreferrer">
                  <ExternalLink aria-hidden="true" className="size-3.5" />
                  {words.openEngine}
                </a>
              </Button>
              {data.session_id && (
                <Button asChild>
                  <Link href={`/sessions/${data.session_id}`}>
                    <MessageSquare aria-hidden="true" className="size-3.5" />
                    {words.session}
                  </Link>
                </Button>
              )}
            </div>
            {error && (
              <p role="alert" className="text-xs text-bad">
                {jobsCopy.said.failed}. {errorSentence(error)}
              </p>
            )}
            {isOpenFailure(data) && (
              <p className="flex gap-1.5 text-2xs text-muted">
                <ShieldCheck aria-hidden="true" className="mt-0.5 size-3 shrink-0" />
                {data.can_retry ? words.safe : words.notRetryable}
              </p>
            )}
          </div>
          <RunDetail run={data} onOpen={onOpen} />
        </>
      )}
    </DetailDrawer>
  );
}
