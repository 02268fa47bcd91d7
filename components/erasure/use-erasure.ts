"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { pollInterval } from "@/components/query/poll-interval";
import { requestJson } from "@/components/query/request-json";
import type { ErasureAct, ErasureStatus } from "@/lib/privacy/erasure/console-schemas";

const path = (requestId: string) => `/api/console/erasure/${requestId}`;
const key = (requestId: string) => ["erasure", requestId] as const;
const busyMs = 1_000;
const everyMs = 15_000;

/** One erasure, alive while it works, and the acts of the privacy team on it. */
export function useErasure(requestId: string) {
  const client = useQueryClient();
  const read = useQuery({
    queryKey: key(requestId),
    queryFn: ({ signal }) => requestJson<ErasureStatus>(path(requestId), { signal }),
    refetchInterval: ({ state }) => {
      const run = state.data?.run?.state;
      return pollInterval(run === "approved" || run === "running" ? busyMs : everyMs, false);
    },
  });
  const acting = useMutation({
    mutationFn: (act: ErasureAct) => requestJson<ErasureStatus>(path(requestId), { body: act }),
    onSuccess: (status) => {
      client.setQueryData(key(requestId), status);
      void client.invalidateQueries({ queryKey: ["requests"] });
    },
    // Somebody else was faster, or the preview is out of date: show what is true now.
    onError: () => void client.invalidateQueries({ queryKey: key(requestId) }),
  });
  return { read, act: acting.mutateAsync, isActing: acting.isPending };
}

export type ErasureActs = ReturnType<typeof useErasure>["act"];
