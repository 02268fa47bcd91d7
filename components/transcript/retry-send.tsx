"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { RotateCw } from "lucide-react";
import { useOpenConversation } from "@/components/conversation/conversation-context";
import { conversationKeys, postRetry } from "@/components/conversation/conversation-queries";
import { transcriptCopy } from "@/components/copy/transcript";
import { errorSentence } from "@/components/query/error-sentence";
import {
  mergeTranscriptChanges,
  type TranscriptPages,
} from "@/components/transcript/merge-transcript-changes";
import type { TranscriptMessage } from "@/lib/chat/conversation-schemas";

/** Sends a failed reply or template of staff again. One in doubt has no such button: it may have arrived. */
export function RetrySend({ message }: { message: TranscriptMessage }) {
  const client = useQueryClient();
  const { id, canWrite } = useOpenConversation();
  const retry = useMutation({
    mutationFn: () => postRetry(message.id),
    onSuccess: (changed) => {
      client.setQueriesData<TranscriptPages>(
        { queryKey: conversationKeys.transcripts(id) },
        (pages) => pages && mergeTranscriptChanges(pages, { messages: [changed] }),
      );
    },
  });
  const mine = message.purpose === "staff_reply" || message.purpose === "template";
  if (message.state !== "failed" || !mine || !canWrite) return null;
  return (
    <>
      <button
        type="button"
        disabled={retry.isPending}
        onClick={() => retry.mutate()}
        className="flex items-center gap-1 font-medium text-link hover:underline disabled:text-faint max-tablet:min-h-11"
      >
        <RotateCw aria-hidden="true" className="size-3" strokeWidth={2} />
        {transcriptCopy.sendAgain}
      </button>
      {retry.error && (
        <span role="alert" className="basis-full text-bad">
          {errorSentence(retry.error)}
        </span>
      )}
    </>
  );
}
