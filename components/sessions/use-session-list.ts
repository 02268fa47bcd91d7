"use client";

import {
  keepPreviousData,
  useInfiniteQuery,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import { pollInterval } from "@/components/query/poll-interval";
import {
  type ListOrder,
  mergeSessionChanges,
  type SessionPages,
} from "@/components/sessions/merge-session-changes";
import {
  fetchListChanges,
  fetchSessions,
  type ListView,
  sessionKeys,
} from "@/components/sessions/session-queries";
import type { SessionCursor } from "@/lib/chat/console-schemas";

const everyMs = 3_000;
const hiddenEveryMs = 30_000;
/** A full look at the loaded pages now and then: time alone moves a conversation into and out of the filters of its window. */
const refreshEveryMs = 60_000;

/**
 * The list and its life: the first view is the server's, then every 3 s only what changed since (30 s when
 * the tab is hidden), merged in place.
 */
export function useSessionList(view: ListView) {
  const client = useQueryClient();
  const list = useInfiniteQuery({
    queryKey: sessionKeys.list(view),
    queryFn: ({ pageParam, signal }) => fetchSessions(view, pageParam, signal),
    initialPageParam: null as SessionCursor | null,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
    refetchInterval: () => pollInterval(refreshEveryMs, false),
  });

  const since = list.data?.pages[0]?.as_of;
  const feed = useQuery({
    queryKey: sessionKeys.listChanges(view),
    enabled: since !== undefined,
    staleTime: 0,
    refetchOnWindowFocus: true,
    refetchInterval: () => pollInterval(everyMs, hiddenEveryMs),
    refetchIntervalInBackground: true,
    queryFn: async ({ signal }) => {
      const key = sessionKeys.list(view);
      const before = client.getQueryData<SessionPages>(key)?.pages[0]?.as_of;
      if (before === undefined) return null;
      const changes = await fetchListChanges(view, before, signal);
      if (changes.reset) await client.invalidateQueries({ queryKey: key });
      else {
        client.setQueryData<SessionPages>(
          key,
          (pages) => pages && mergeSessionChanges(pages, changes, orderOf(view), Date.now()),
        );
      }
      return changes.as_of;
    },
  });
  return { list, feed };
}

/** Open conversations stand by urgency, closing ones by their window, all others newest first. */
export function orderOf(view: ListView): ListOrder {
  if (view.search === "" && view.filter === "open") return "urgency";
  return view.filter === "closing" ? "window" : "time";
}
