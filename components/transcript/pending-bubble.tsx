"use client";

import { Clock, Paperclip, TriangleAlert, X } from "lucide-react";
import type { PendingReply } from "@/components/conversation/unsent-replies";
import type { PendingReplies } from "@/components/conversation/use-pending-replies";
import { composerCopy } from "@/components/copy/composer";
import { mediaCopy } from "@/components/copy/media";
import { transcriptCopy } from "@/components/copy/transcript";
import { errorSentence } from "@/components/query/error-sentence";
import { Button } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";

type PendingBubbleProps = { reply: PendingReply; replies: PendingReplies };

/** A reply that is not in the database yet, or could not get there: never looks sent. */
export function PendingBubble({ reply, replies }: PendingBubbleProps) {
  const failed = reply.error !== null;
  return (
    <div className="mb-2.5 ml-auto flex max-w-[min(86%,584px)] flex-col items-end">
      <div
        className={classNames(
          "rounded-bubble rounded-tr-xs border px-3 py-1.5 leading-[19px] wrap-anywhere whitespace-pre-wrap max-tablet:text-md",
          failed ? "border-dashed border-bad-solid" : "border-human-line bg-human-soft opacity-70",
        )}
      >
        {reply.file && (
          <span className="flex items-center gap-1.5 font-medium text-xs">
            <Paperclip aria-hidden="true" className="size-3.5 shrink-0" />
            {reply.file.name}
          </span>
        )}
        {reply.text}
      </div>
      {failed ? (
        <div
          role="alert"
          className="mt-1 flex flex-wrap items-center justify-end gap-2 text-2xs text-bad"
        >
          <span className="flex items-center gap-1">
            <TriangleAlert aria-hidden="true" className="size-3.5 shrink-0" />
            {composerCopy.notQueued}: {errorSentence(reply.error)}
          </span>
          <Button onClick={() => replies.retry(reply)}>{composerCopy.retry}</Button>
          <Button variant="ghost" onClick={() => replies.discard(reply)}>
            {composerCopy.discard}
          </Button>
        </div>
      ) : reply.file ? (
        <Upload file={reply.file} percent={reply.percent} onCancel={() => replies.cancel(reply)} />
      ) : (
        <p className="mx-1 mt-0.5 flex items-center gap-1 text-2xs text-faint">
          <Clock aria-hidden="true" className="size-3.5" />
          {transcriptCopy.states.sending}
        </p>
      )}
    </div>
  );
}

type UploadProps = { file: File; percent: number; onCancel: () => void };

/** How much of a file has arrived; until it is whole it can be called back. */
function Upload({ file, percent, onCancel }: UploadProps) {
  const isWhole = percent >= 100;
  return (
    <div className="mt-1 flex w-64 max-w-full items-center gap-2 text-2xs text-muted">
      <progress
        aria-label={mediaCopy.uploadOf(file.name)}
        value={percent}
        max={100}
        className="h-1.5 min-w-0 grow accent-(--info-solid)"
      />
      <span className="shrink-0 tabular-nums">
        {isWhole ? mediaCopy.checking : mediaCopy.uploading(percent)}
      </span>
      {!isWhole && (
        <Button
          variant="ghost"
          size="icon"
          aria-label={mediaCopy.cancelUpload(file.name)}
          onClick={onCancel}
        >
          <X aria-hidden="true" className="size-3.5" />
        </Button>
      )}
    </div>
  );
}
