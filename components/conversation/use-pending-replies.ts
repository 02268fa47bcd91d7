"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { conversationKeys, postReply } from "@/components/conversation/conversation-queries";
import { uploadFile } from "@/components/conversation/upload-file";
import {
  mergeTranscriptChanges,
  type TranscriptPages,
} from "@/components/transcript/merge-transcript-changes";

export type PendingReply = {
  key: string;
  text: string;
  at: string;
  error: unknown;
  /** A file that goes with it, and how much of it has arrived, in percent. */
  file: File | null;
  percent: number;
};
export type PendingReplies = ReturnType<typeof usePendingReplies>;

/**
 * Replies between the press of Send and their row in the database. Each keeps one key over all its
 * tries, so a try whose answer was lost does not send twice. Text of a failed one stays until discarded.
 */
export function usePendingReplies(sessionId: string) {
  const client = useQueryClient();
  const [pending, setPending] = useState<PendingReply[]>([]);
  const uploads = useRef(new Map<string, AbortController>());

  const change = (key: string, next: Partial<PendingReply> | null) =>
    setPending((all) =>
      all.flatMap((reply) =>
        reply.key !== key ? [reply] : next === null ? [] : [{ ...reply, ...next }],
      ),
    );

  const post = async (reply: PendingReply) => {
    try {
      const { key, text, file } = reply;
      const upload = new AbortController();
      if (file) uploads.current.set(key, upload);
      const { messages } = file
        ? await uploadFile(
            sessionId,
            file,
            { client_key: key, name: file.name, words: text },
            { signal: upload.signal, onProgress: (percent) => change(key, { percent }) },
          )
        : await postReply(sessionId, text, key);
      client.setQueriesData<TranscriptPages>(
        { queryKey: conversationKeys.transcripts(sessionId) },
        (pages) => pages && mergeTranscriptChanges(pages, { messages }),
      );
      change(reply.key, null);
    } catch (error) {
      change(reply.key, { error });
    } finally {
      uploads.current.delete(reply.key);
    }
  };

  return {
    pending,
    send: (text: string, file: File | null = null) => {
      const reply = {
        ...{ key: crypto.randomUUID(), text, at: new Date().toISOString(), error: null },
        ...{ file, percent: 0 },
      };
      setPending((all) => [...all, reply]);
      void post(reply);
    },
    retry: (reply: PendingReply) => {
      change(reply.key, { error: null, percent: 0 });
      void post(reply);
    },
    /** Ends an upload that is under way; file and words stay, to be sent again or discarded. */
    cancel: (reply: PendingReply) => uploads.current.get(reply.key)?.abort(),
    discard: (reply: PendingReply) => change(reply.key, null),
  };
}
