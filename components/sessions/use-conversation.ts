"use client";

import { useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { pollInterval } from "@/components/query/poll-interval";
import {
  mergeTranscriptChanges,
  type TranscriptPages,
} from "@/components/sessions/merge-transcript-changes";
import {
  fetchChanges,
  fetchHeader,
  fetchTranscript,
  sessionKeys,
} from "@/components/sessions/session-queries";

const everyMs = 2_000;
const hiddenEveryMs = 30_000;

/** Header and bubbles of one conversation, kept alive by one feed of changes. */
export function useConversation(id: string) {
  const client = useQueryClient();
  const header = useQuery({
    queryKey: sessionKeys.header(id),
    queryFn: ({ signal }) => fetchHeader(id, signal),
  });
  const transcript = useInfiniteQuery({
    queryKey: sessionKeys.transcript(id),
    queryFn: ({ pageParam, signal }) => fetchTranscript(id, pageParam, signal),
    initialPageParam: null as number | null,
    getNextPageParam: (page) => (page.more ? page.messages[0]?.seq : undefined),
  });

  const loaded = transcript.data !== undefined;
  const feed = useQuery({
    queryKey: sessionKeys.changes(id),
    enabled: loaded,
    staleTime: 0,
    refetchOnWindowFocus: true,
    refetchInterval: () => pollInterval(everyMs, hiddenEveryMs),
    refetchIntervalInBackground: true,
    queryFn: async ({ signal }) => {
      const key = sessionKeys.transcript(id);
      const since = client.getQueryData<TranscriptPages>(key)?.pages[0]?.as_of;
      if (since === undefined) return null;
      const changes = await fetchChanges(id, since, signal);
      client.setQueryData(sessionKeys.header(id), changes.session);
      if (changes.reset) await client.invalidateQueries({ queryKey: key });
      else {
        client.setQueryData<TranscriptPages>(
          key,
          (pages) => pages && mergeTranscriptChanges(pages, changes.messages, changes.as_of),
        );
      }
      return changes.as_of;
    },
  });
  return { header, transcript, feed };
}
