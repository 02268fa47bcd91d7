"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { conversationKeys, postReply } from "@/components/conversation/conversation-queries";
import {
  mergeTranscriptChanges,
  type TranscriptPages,
} from "@/components/transcript/merge-transcript-changes";

export type PendingReply = { key: string; text: string; at: string; error: unknown };
export type PendingReplies = ReturnType<typeof usePendingReplies>;

/**
 * Replies between the press of Send and their row in the database. Each keeps one key over all its
 * tries, so a try whose answer was lost does not send twice. Text of a failed one stays until discarded.
 */
export function usePendingReplies(sessionId: string) {
  const client = useQueryClient();
  const [pending, setPending] = useState<PendingReply[]>([]);

  const change = (key: string, next: Partial<PendingReply> | null) =>
    setPending((all) =>
      all.flatMap((reply) =>
        reply.key !== key ? [reply] : next === null ? [] : [{ ...reply, ...next }],
      ),
    );

  const post = async (reply: PendingReply) => {
    try {
      const { messages } = await postReply(sessionId, reply.text, reply.key);
      client.setQueriesData<TranscriptPages>(
        { queryKey: conversationKeys.transcripts(sessionId) },
        (pages) => pages && mergeTranscriptChanges(pages, { messages }),
      );
      change(reply.key, null);
    } catch (error) {
      change(reply.key, { error });
    }
  };

  return {
    pending,
    send: (text: string) => {
      const reply = { key: crypto.randomUUID(), text, at: new Date().toISOString(), error: null };
      setPending((all) => [...all, reply]);
      void post(reply);
    },
    retry: (reply: PendingReply) => {
      change(reply.key, { error: null });
      void post(reply);
    },
    discard: (reply: PendingReply) => change(reply.key, null),
  };
}
