"use client";

import { useQuery } from "@tanstack/react-query";
import { pollInterval } from "@/components/query/poll-interval";
import { requestJson } from "@/components/query/request-json";

/** Counts of what waits on a person, by page. Empty until they are known, and when they cannot be had. */
export function useBadges(): Record<string, number> {
  const { data } = useQuery({
    queryKey: ["badges"],
    queryFn: ({ signal }) => requestJson<Record<string, number>>("/api/console/badges", { signal }),
    staleTime: 10_000,
    refetchOnWindowFocus: true,
    refetchInterval: () => pollInterval(20_000, false),
  });
  return data ?? {};
}
