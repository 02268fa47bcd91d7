"use client";

import { useQueryClient } from "@tanstack/react-query";
import { holdsCopy } from "@/components/copy/holds";
import { FormActions } from "@/components/form/form-actions";
import { useForm } from "@/components/form/use-form";
import { dayInMonths } from "@/components/holds/format-day";
import { holdKeys, postReview } from "@/components/holds/hold-queries";
import { useViewerTime } from "@/components/time/viewer-time";
import { Dialog } from "@/components/ui/dialog";
import { TextField } from "@/components/ui/text-field";
import { toast } from "@/components/ui/toast";
import { type LegalHold, reviewHoldRequest } from "@/lib/privacy/holds/console-schemas";

type ReviewDialogProps = { hold: LegalHold; onClose: () => void };

/** The hold was looked at and stays: when to look again. */
export function ReviewDialog({ hold, onClose }: ReviewDialogProps) {
  const client = useQueryClient();
  const { now } = useViewerTime();
  const words = holdsCopy.review;
  const form = useForm({
    initial: { review_on: dayInMonths(6, now) },
    schema: reviewHoldRequest,
    submit: async (parsed) => {
      await postReview(hold.id, parsed);
      onClose();
      toast(words.done);
      await client.invalidateQueries({ queryKey: holdKeys.all });
    },
  });
  return (
    <Dialog open onOpenChange={onClose} title={words.title} description={words.body}>
      <form className="grid gap-3" noValidate onSubmit={form.onSubmit}>
        <TextField
          label={holdsCopy.place.review}
          type="date"
          autoFocus
          min={dayInMonths(0, now)}
          value={form.values.review_on}
          onChange={(event) => form.set("review_on", event.target.value)}
          {...(form.errors.review_on && { error: form.errors.review_on })}
        />
        <FormActions failure={form.failure} isPending={form.isPending} action={words.action} />
      </form>
    </Dialog>
  );
}
