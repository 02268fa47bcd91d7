"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { pollInterval } from "@/components/query/poll-interval";
import { fetchRequest, postAct, requestKeys } from "@/components/requests/request-queries";
import type { RequestAct } from "@/lib/privacy/requests/request-acts";

const everyMs = 10_000;
/** While an archive is built, a code is waited for or a message is on its way. */
const busyMs = 2_000;

/** One request, alive, and what can be done to it; every act answers with the request after it. */
export function useRequest(id: string) {
  const client = useQueryClient();
  const read = useQuery({
    queryKey: requestKeys.one(id),
    queryFn: ({ signal }) => fetchRequest(id, signal),
    refetchInterval: ({ state }) => {
      const busy =
        state.data?.exports.some(({ state: at }) => at === "queued" || at === "running") ||
        state.data?.identity.some(({ state: at }) => at === "open") ||
        state.data?.notices.some(({ state: at }) => at === "telling") ||
        state.data?.code_wanted;
      return pollInterval(busy ? busyMs : everyMs, false);
    },
  });
  const refresh = () => void client.invalidateQueries({ queryKey: requestKeys.all });
  const acting = useMutation({
    mutationFn: (act: RequestAct) => postAct(id, act),
    onSuccess: (detail) => {
      client.setQueryData(requestKeys.one(id), detail);
      void client.invalidateQueries({ queryKey: requestKeys.lists });
      void client.invalidateQueries({ queryKey: ["badges"] });
    },
    // Somebody else was faster, perhaps: show what is true now.
    onError: refresh,
  });
  return { read, refresh, act: acting.mutateAsync, isActing: acting.isPending };
}

export type RequestState = ReturnType<typeof useRequest>;
export type Act = RequestState["act"];
