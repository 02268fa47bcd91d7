"use client";

import { z } from "zod";
import { commonCopy } from "@/components/copy/common";
import { parkedCopy } from "@/components/copy/parked";
import { FormActions } from "@/components/form/form-actions";
import { TextAreaField } from "@/components/form/text-area-field";
import { useForm } from "@/components/form/use-form";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";

type DismissDialogProps = {
  count: number;
  onCancel: () => void;
  onDismiss: (note: string) => Promise<unknown>;
};

/** Asks why. It can be undone, so there is nothing to type but the note. */
export function DismissDialog({ count, onCancel, onDismiss }: DismissDialogProps) {
  const words = parkedCopy.dismissal;
  const form = useForm({
    initial: { note: "" },
    schema: z.object({ note: z.string().trim().min(1).max(1000) }),
    submit: ({ note }) => onDismiss(note),
  });
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onCancel();
      }}
      title={words.title(count)}
      description={words.body}
    >
      <form className="grid gap-3" onSubmit={form.onSubmit} noValidate>
        <TextAreaField
          label={words.note}
          value={form.values.note}
          maxLength={1000}
          error={form.errors.note ? words.noteMissing : undefined}
          onChange={(event) => form.set("note", event.target.value)}
        />
        <FormActions failure={form.failure} isPending={form.isPending} action={words.act(count)}>
          <Button onClick={onCancel}>{commonCopy.cancel}</Button>
        </FormActions>
      </form>
    </Dialog>
  );
}
