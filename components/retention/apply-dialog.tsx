"use client";

import { useQueryClient } from "@tanstack/react-query";
import { ConfirmDialog } from "@/components/confirm/confirm-dialog";
import { retentionCopy } from "@/components/copy/retention";
import { formatCount } from "@/components/overview/figure-format";
import { dueText } from "@/components/retention/preview-card";
import { postRetention, retentionKeys } from "@/components/retention/retention-queries";
import { toast } from "@/components/ui/toast";
import type { RetentionPreview } from "@/lib/privacy/retention/console-schemas";

type ApplyDialogProps = { preview: RetentionPreview; onClose: () => void };

/** Before a run by hand: what it removes, counted. */
export function ApplyDialog({ preview, onClose }: ApplyDialogProps) {
  const client = useQueryClient();
  const words = retentionCopy.apply;
  const due = preview.classes.filter((each) => each.due > 0);
  const sum = due.reduce((total, each) => total + each.due, 0);
  return (
    <ConfirmDialog
      open
      onOpenChange={onClose}
      title={words.title}
      counts={due.map((each) => ({
        label: retentionCopy.classes[each.class].name,
        value: dueText(each.due),
      }))}
      action={sum > 0 ? words.action(formatCount(sum)) : words.nothing}
      onConfirm={async () => {
        await postRetention();
        toast(words.done);
        await client.invalidateQueries({ queryKey: retentionKeys.all });
      }}
    >
      {words.body}
    </ConfirmDialog>
  );
}
