"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import {
  fetchOverview,
  type OverviewView,
  overviewKeys,
} from "@/components/overview/overview-queries";
import { pollInterval } from "@/components/query/poll-interval";

/** Figures move slowly: once a minute, and not at all while nobody looks. */
const everyMs = 60_000;

export function useOverview(view: OverviewView) {
  return useQuery({
    queryKey: overviewKeys.figures(view),
    queryFn: ({ signal }) => fetchOverview(view, signal),
    placeholderData: keepPreviousData,
    staleTime: everyMs / 2,
    refetchOnWindowFocus: true,
    refetchInterval: () => pollInterval(everyMs, false),
  });
}
