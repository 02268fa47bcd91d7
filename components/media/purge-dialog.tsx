"use client";

import { ConfirmDialog } from "@/components/confirm/confirm-dialog";
import { mediaCopy } from "@/components/copy/media";
import { fileSize } from "@/components/media/file-size";
import type { MediaRow } from "@/lib/media/console/console-schemas";

type PurgeDialogProps = {
  files: MediaRow[];
  onPurge: (ids: string[]) => Promise<unknown>;
  onClose: () => void;
};

/** Before files go for good: how many, how much, of how many customers. */
export default function PurgeDialog({ files, onPurge, onClose }: PurgeDialogProps) {
  const words = mediaCopy.confirm;
  const bytes = files.reduce((sum, file) => sum + (file.file_size ?? 0), 0);
  const customers = new Set(files.map((file) => file.customer_id)).size;
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={words.title}
      counts={[
        { label: words.files, value: files.length.toLocaleString("en") },
        { label: words.size, value: fileSize(bytes) },
        { label: words.customers, value: customers.toLocaleString("en") },
      ]}
      action={words.action(files.length)}
      onConfirm={() => onPurge(files.map(({ id }) => id))}
    >
      {words.body}
    </ConfirmDialog>
  );
}
