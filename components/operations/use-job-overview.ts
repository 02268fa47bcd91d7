"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { fetchOverview, operationKeys } from "@/components/operations/operations-queries";
import { pollInterval } from "@/components/query/poll-interval";
import type { FailureSpan } from "@/lib/operations/console-schemas";

/** Failures, figures and queue ages: the server's first view, then every 10 s, a minute when hidden. */
export function useJobOverview(span: FailureSpan) {
  return useQuery({
    queryKey: operationKeys.overview(span),
    queryFn: ({ signal }) => fetchOverview(span, signal),
    placeholderData: keepPreviousData,
    refetchInterval: () => pollInterval(10_000, 60_000),
    refetchIntervalInBackground: true,
  });
}
