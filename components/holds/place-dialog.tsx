"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { holdsCopy } from "@/components/copy/holds";
import { CustomerPicker } from "@/components/customers/customer-picker";
import { PickedCustomer } from "@/components/customers/picked-customer";
import { FormActions } from "@/components/form/form-actions";
import { TextAreaField } from "@/components/form/text-area-field";
import { useForm } from "@/components/form/use-form";
import { dayInMonths } from "@/components/holds/format-day";
import { fetchHoldableCustomers, holdKeys, postHold } from "@/components/holds/hold-queries";
import { spacedNumber } from "@/components/sessions/spaced-number";
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
  const pick = (customer: HoldableCustomer | null) => {
    setPicked(customer);
    form.set("customer_id", customer?.id ?? "");
  };
  return (
    <Dialog open onOpenChange={onClose} title={words.title} description={words.body}>
      <form className="grid gap-3" noValidate onSubmit={form.onSubmit}>
        {picked ? (
          <PickedCustomer onChange={() => pick(null)}>
            {picked.name?.trim() || holdsCopy.noName} {picked.number && spacedNumber(picked.number)}
          </PickedCustomer>
        ) : (
          <CustomerPicker
            label={words.customer}
            hint={words.customerHint}
            error={form.errors.customer_id && words.pick}
            queryKey={holdKeys.customers}
            find={fetchHoldableCustomers}
            refusal={({ is_held }) => (is_held ? words.held : null)}
            onPick={pick}
          />
        )}
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
