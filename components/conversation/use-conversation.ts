"use client";

import { useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import {
  conversationKeys,
  fetchHeader,
  fetchTranscript,
  pollChanges,
} from "@/components/conversation/conversation-queries";
import { pollInterval } from "@/components/query/poll-interval";
import {
  mergeTranscriptChanges,
  type TranscriptPages,
} from "@/components/transcript/merge-transcript-changes";
import type { Activity, ColleagueHere, TranscriptPlace } from "@/lib/chat/conversation-schemas";

const everyMs = 2_000;
const hiddenEveryMs = 30_000;

type Feed = { asOf: string; presence: ColleagueHere[] } | null;

/** Header, bubbles and notes of one conversation, kept alive by one feed of changes that carries presence. */
export function useConversation(id: string, at: number | null, activity: Activity) {
  const client = useQueryClient();
  const header = useQuery({
    queryKey: conversationKeys.header(id),
    queryFn: ({ signal }) => fetchHeader(id, signal),
  });
  const transcript = useInfiniteQuery({
    queryKey: conversationKeys.transcript(id, at),
    queryFn: ({ pageParam, signal }) => fetchTranscript(id, pageParam, signal),
    initialPageParam: (at === null ? null : { around: at }) as TranscriptPlace,
    getNextPageParam: ({ more, messages: [first] }) =>
      more && first ? { before: first.seq } : undefined,
    getPreviousPageParam: ({ newer, messages }) => {
      const last = messages.at(-1);
      return newer && last ? { after: last.seq } : undefined;
    },
  });

  const feed = useQuery({
    queryKey: conversationKeys.changes(id),
    enabled: transcript.data !== undefined,
    staleTime: 0,
    refetchOnWindowFocus: true,
    refetchInterval: () => pollInterval(everyMs, hiddenEveryMs),
    refetchIntervalInBackground: true,
    queryFn: async ({ signal }): Promise<Feed> => {
      const since = readSince(id);
      if (since === undefined) return null;
      const doing = document.hidden ? "hidden" : activity;
      const changes = await pollChanges(id, { since, activity: doing }, signal);
      client.setQueryData(conversationKeys.header(id), changes.session);
      const transcripts = { queryKey: conversationKeys.transcripts(id) };
      if (changes.reset) await client.invalidateQueries(transcripts);
      else {
        // Every stretch at hand: one that is not shown now must not miss what came meanwhile.
        client.setQueriesData<TranscriptPages>(
          transcripts,
          (pages) => pages && mergeTranscriptChanges(pages, changes),
        );
      }
      return { asOf: changes.as_of, presence: changes.presence };
    },
  });

  const { refetch } = feed;
  useEffect(() => {
    // Colleagues learn within the moment, not with the next round, that somebody begins to write.
    if (activity === "writing") void refetch();
  }, [activity, refetch]);

  function readSince(sessionId: string): string | undefined {
    const seen = client.getQueryData<Feed>(conversationKeys.changes(sessionId))?.asOf;
    if (seen) return seen;
    const loaded = client.getQueryData<TranscriptPages>(conversationKeys.transcript(sessionId, at));
    return loaded?.pages[0]?.as_of;
  }

  return { header, transcript, feed };
}
