"use client";

import { alertsCopy } from "@/components/copy/alerts";
import { commonCopy } from "@/components/copy/common";
import { FormActions } from "@/components/form/form-actions";
import { TextAreaField } from "@/components/form/text-area-field";
import { useForm } from "@/components/form/use-form";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { acknowledgement } from "@/lib/alerts/console-schemas";

type AcknowledgeDialogProps = {
  onCancel: () => void;
  onAcknowledge: (note: string) => Promise<unknown>;
};

/** Somebody takes an alert on, with what they are doing. */
export function AcknowledgeDialog({ onCancel, onAcknowledge }: AcknowledgeDialogProps) {
  const words = alertsCopy.acknowledge;
  const form = useForm({
    initial: { note: "" },
    schema: acknowledgement,
    submit: ({ note }) => onAcknowledge(note),
  });
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onCancel();
      }}
      title={words.title}
      description={words.body}
    >
      <form className="grid gap-3" onSubmit={form.onSubmit} noValidate>
        <TextAreaField
          label={words.note}
          hint={words.hint}
          value={form.values.note}
          maxLength={1000}
          onChange={(event) => form.set("note", event.target.value)}
        />
        <FormActions failure={form.failure} isPending={form.isPending} action={words.act}>
          <Button onClick={onCancel}>{commonCopy.cancel}</Button>
        </FormActions>
      </form>
    </Dialog>
  );
}
