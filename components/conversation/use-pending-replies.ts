"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useCallback, useSyncExternalStore } from "react";
import { conversationKeys, postReply } from "@/components/conversation/conversation-queries";
import { type PendingReply, unsentReplies } from "@/components/conversation/unsent-replies";
import { uploadFile } from "@/components/conversation/upload-file";
import { composerCopy } from "@/components/copy/composer";
import { useLeaveWarning } from "@/components/form/use-leave-warning";
import { errorSentence } from "@/components/query/error-sentence";
import {
  mergeTranscriptChanges,
  type TranscriptPages,
} from "@/components/transcript/merge-transcript-changes";
import { toast } from "@/components/ui/toast";

export type PendingReplies = ReturnType<typeof usePendingReplies>;

const uploads = new Map<string, AbortController>();
const nothing: readonly PendingReply[] = [];
const ofServer = () => nothing;
const hasFile = ({ file }: PendingReply) => file !== null;

/**
 * Replies between the press of Send and their row in the database. Each keeps one key over all its
 * tries, so a try whose answer was lost does not send twice. Text of a failed one stays until discarded,
 * also when its conversation is left meanwhile; a failure that nobody sees there is said where they are.
 */
export function usePendingReplies(sessionId: string) {
  const client = useQueryClient();
  const router = useRouter();
  const watch = useCallback(
    (onChange: () => void) => unsentReplies.watch(sessionId, onChange),
    [sessionId],
  );
  const pending = useSyncExternalStore(watch, () => unsentReplies.read(sessionId), ofServer);
  useLeaveWarning(pending.some(hasFile)); // A file does not outlive the page.

  const change = (key: string, next: Partial<PendingReply> | null) =>
    unsentReplies.change(sessionId, key, next);

  const fail = (reply: PendingReply, error: unknown) => {
    // It has arrived all the same: only the answer was lost.
    if (!unsentReplies.read(sessionId).some(({ key }) => key === reply.key)) return;
    change(reply.key, { error });
    if (unsentReplies.isWatched(sessionId)) return;
    toast.error(composerCopy.notQueuedElsewhere(errorSentence(error)), {
      action: {
        label: composerCopy.openIt,
        onClick: () => router.push(`/sessions/${sessionId}` as "/sessions"),
      },
    });
  };

  const post = async (reply: PendingReply) => {
    try {
      const { key, text, file } = reply;
      const upload = new AbortController();
      if (file) uploads.set(key, upload);
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
      fail(reply, error);
    } finally {
      uploads.delete(reply.key);
    }
  };

  return {
    pending,
    send: (text: string, file: File | null = null) => {
      const reply = {
        ...{ key: crypto.randomUUID(), text, at: new Date().toISOString(), error: null },
        ...{ file, percent: 0 },
      };
      unsentReplies.add(sessionId, reply);
      void post(reply);
    },
    retry: (reply: PendingReply) => {
      change(reply.key, { error: null, percent: 0 });
      void post(reply);
    },
    /** Ends an upload that is under way; file and words stay, to be sent again or discarded. */
    cancel: (reply: PendingReply) => uploads.get(reply.key)?.abort(),
    discard: (reply: PendingReply) => change(reply.key, null),
  };
}
