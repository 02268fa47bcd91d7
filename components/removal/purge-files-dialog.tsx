"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Scale } from "lucide-react";
import Link from "next/link";
import { useRef, useState } from "react";
import { ConfirmDialog } from "@/components/confirm/confirm-dialog";
import { commonCopy } from "@/components/copy/common";
import { removalCopy } from "@/components/copy/removal";
import { holdKeys } from "@/components/holds/hold-queries";
import { fileSize } from "@/components/media/file-size";
import { errorSentence } from "@/components/query/error-sentence";
import { PurgeProgress } from "@/components/removal/purge-progress";
import { fetchPurgePreview, postPurge, removalKeys } from "@/components/removal/removal-queries";
import { formatExact } from "@/components/time/format-time";
import { useViewerTime } from "@/components/time/viewer-time";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Skeleton } from "@/components/ui/skeleton";
import type { MediaPurge, PurgeSubject } from "@/lib/media/purge/console-schemas";

type PurgeFilesDialogProps = { subject: PurgeSubject; onClose: () => void };
const words = removalCopy.dialog;

/** Counts what would go, asks for the customer's name, removes, and shows how far it is. */
export default function PurgeFilesDialog({ subject, onClose }: PurgeFilesDialogProps) {
  const client = useQueryClient();
  const { zone } = useViewerTime();
  const [purge, setPurge] = useState<MediaPurge | null>(null);
  // The confirm closes itself once its act is done: what follows then is the progress.
  const isUnderWay = useRef(false);
  const preview = useQuery({
    queryKey: removalKeys.preview(subject),
    queryFn: ({ signal }) => fetchPurgePreview(subject, signal),
    staleTime: 0,
    gcTime: 0,
  });
  const title = "session_id" in subject ? words.session : words.customer;
  if (purge) return <PurgeProgress started={purge} onClose={onClose} />;
  const { data } = preview;
  if (!data || data.hold || data.files === 0) {
    return (
      <Dialog open onOpenChange={onClose} title={title}>
        <div className="grid gap-3 text-text text-xs">
          {!data && !preview.error && (
            <div role="status" className="grid gap-2">
              <span className="sr-only">{words.loading}</span>
              <Skeleton className="h-3 w-56" />
              <Skeleton className="h-3 w-40" />
            </div>
          )}
          {!data && preview.error && (
            <p role="alert" className="text-bad">
              {words.loadFailed}. {errorSentence(preview.error)}
            </p>
          )}
          {data?.hold && (
            <div
              role="alert"
              className="flex gap-2 rounded-sm border border-warn-line bg-warn-soft p-3 text-warn"
            >
              <Scale aria-hidden="true" className="mt-0.5 size-3.5 shrink-0" />
              <p>
                <b className="font-medium">{words.held(formatExact(data.hold.placed_at, zone))}</b>{" "}
                {words.heldBody}
              </p>
            </div>
          )}
          {data && !data.hold && <p className="text-muted">{words.none}</p>}
          <div className="flex justify-end gap-2">
            {data?.hold && (
              <Button asChild>
                <Link href="/holds">{words.holds}</Link>
              </Button>
            )}
            {preview.error && (
              <Button onClick={() => void preview.refetch()}>{commonCopy.tryAgain}</Button>
            )}
            <Button onClick={onClose}>{commonCopy.close}</Button>
          </div>
        </div>
      </Dialog>
    );
  }
  const name = data.name?.trim() || null;
  const confirm = async () => {
    try {
      const started = await postPurge(subject);
      isUnderWay.current = true;
      setPurge(started);
    } catch (error) {
      // A hold that was placed meanwhile shows itself here and everywhere else.
      void preview.refetch();
      void client.invalidateQueries({ queryKey: holdKeys.all });
      throw error;
    }
  };
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && !isUnderWay.current && onClose()}
      title={title}
      counts={[
        { label: words.who, value: name ?? words.nameless },
        { label: words.files, value: data.files.toLocaleString("en") },
        { label: words.size, value: fileSize(data.bytes) },
        { label: words.conversations, value: data.conversations.toLocaleString("en") },
      ]}
      phrase={name ?? words.phrase}
      action={words.action(data.files)}
      onConfirm={confirm}
    >
      {words.body}
    </ConfirmDialog>
  );
}
