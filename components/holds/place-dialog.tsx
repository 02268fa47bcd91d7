"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { holdsCopy } from "@/components/copy/holds";
import { FormActions } from "@/components/form/form-actions";
import { TextAreaField } from "@/components/form/text-area-field";
import { useForm } from "@/components/form/use-form";
import { CustomerPicker } from "@/components/holds/customer-picker";
import { dayInMonths } from "@/components/holds/format-day";
import { holdKeys, postHold } from "@/components/holds/hold-queries";
import { useViewerTime } from "@/components/time/viewer-time";
import { Dialog } from "@/components/ui/dialog";
import { TextField } from "@/components/ui/text-field";
import { toast } from "@/components/ui/toast";
import { type HoldableCustomer, placeHoldRequest } from "@/lib/privacy/holds/console-schemas";

const words = holdsCopy.place;

/** For whom, why, and when it is looked at again. */
export function PlaceDialog({ onClose }: { onClose: () => void }) {
  const client = useQueryClient();
  const { now } = useViewerTime();
  const [picked, setPicked] = useState<HoldableCustomer | null>(null);
  const form = useForm({
    initial: { customer_id: "", reason: "", review_on: dayInMonths(6, now) },
    schema: placeHoldRequest,
    submit: async (parsed) => {
      await postHold(parsed);
      onClose();
      toast(words.done);
      await client.invalidateQueries({ queryKey: holdKeys.all });
    },
  });
  return (
    <Dialog open onOpenChange={onClose} title={words.title} description={words.body}>
      <form className="grid gap-3" noValidate onSubmit={form.onSubmit}>
        <CustomerPicker
          picked={picked}
          error={form.errors.customer_id && words.pick}
          onPick={(customer) => {
            setPicked(customer);
            form.set("customer_id", customer?.id ?? "");
          }}
        />
        <TextAreaField
          label={words.reason}
          hint={words.reasonHint}
          value={form.values.reason}
          error={form.errors.reason}
          onChange={(event) => form.set("reason", event.target.value)}
        />
        <TextField
          label={words.review}
          type="date"
          min={dayInMonths(0, now)}
          value={form.values.review_on}
          onChange={(event) => form.set("review_on", event.target.value)}
          {...(form.errors.review_on && { error: form.errors.review_on })}
        />
        <p className="-mt-2 text-2xs text-muted">{words.reviewHint}</p>
        <FormActions failure={form.failure} isPending={form.isPending} action={words.action} />
      </form>
    </Dialog>
  );
}
