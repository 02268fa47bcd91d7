"use client";

import { useQueryClient } from "@tanstack/react-query";
import { commonCopy } from "@/components/copy/common";
import { holdsCopy } from "@/components/copy/holds";
import { TextAreaField } from "@/components/form/text-area-field";
import { useForm } from "@/components/form/use-form";
import { holdKeys, postRelease } from "@/components/holds/hold-queries";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { toast } from "@/components/ui/toast";
import { type LegalHold, releaseHoldRequest } from "@/lib/privacy/holds/console-schemas";

type ReleaseDialogProps = { hold: LegalHold; onClose: () => void };

/** Ends a hold; what it kept may be removed from then on, so the reason is asked for. */
export function ReleaseDialog({ hold, onClose }: ReleaseDialogProps) {
  const client = useQueryClient();
  const words = holdsCopy.release;
  const form = useForm({
    initial: { note: "" },
    schema: releaseHoldRequest,
    submit: async (parsed) => {
      await postRelease(hold.id, parsed);
      onClose();
      toast(words.done);
      await client.invalidateQueries({ queryKey: holdKeys.all });
    },
  });
  return (
    <Dialog open onOpenChange={onClose} title={words.title} description={words.body}>
      <form className="grid gap-3" noValidate onSubmit={form.onSubmit}>
        <TextAreaField
          label={words.note}
          autoFocus
          value={form.values.note}
          error={form.errors.note}
          onChange={(event) => form.set("note", event.target.value)}
        />
        {form.failure && (
          <p role="alert" className="text-bad text-xs">
            {form.failure}
          </p>
        )}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{commonCopy.cancel}</Button>
          <Button type="submit" variant="danger" disabled={form.isPending}>
            {words.action}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
