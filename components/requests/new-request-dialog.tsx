"use client";

import { useState } from "react";
import { requestsCopy } from "@/components/copy/requests";
import { CustomerPicker } from "@/components/customers/customer-picker";
import { PickedCustomer } from "@/components/customers/picked-customer";
import { SelectField } from "@/components/form/select-field";
import { TextAreaField } from "@/components/form/text-area-field";
import { useForm } from "@/components/form/use-form";
import { customerName } from "@/components/requests/request-name";
import {
  fetchCustomersFor,
  postNewRequest,
  requestKeys,
} from "@/components/requests/request-queries";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { TextField } from "@/components/ui/text-field";
import { newRequest } from "@/lib/privacy/requests/request-acts";
import type { FoundCustomer } from "@/lib/privacy/requests/request-schemas";
import { type RequestKind, requestKinds } from "@/lib/privacy/requests/request-words";

type NewRequestDialogProps = {
  /** Who asks and for what is known already where this is opened from, and so it is said. */
  known?: {
    customer: FoundCustomer;
    kind: RequestKind;
    title: string;
    description: string;
    submit: string;
  };
  onClose: () => void;
  onDone: (opened: { id: string; merged: boolean }) => void;
};
const words = requestsCopy.create;

/** Today in Uganda, as a date field wants it. */
const ugandanToday = () => new Date(Date.now() + 3 * 3_600_000).toISOString().slice(0, 10);

/** Writes down a request that came outside of the chat, for a customer found by name or number. */
export default function NewRequestDialog({ known, onClose, onDone }: NewRequestDialogProps) {
  const [customer, setCustomer] = useState<FoundCustomer | null>(known?.customer ?? null);
  const form = useForm({
    initial: {
      customer_id: known?.customer.id ?? "",
      kind: (known?.kind ?? "erasure") as string,
      channel: "email",
      received_on: ugandanToday(),
      wish: "",
      client_key: useState(() => crypto.randomUUID())[0],
    },
    schema: newRequest,
    submit: async (request) => {
      onDone(await postNewRequest(request));
      onClose();
    },
  });
  const { values, errors, set } = form;
  const pick = (found: FoundCustomer | null) => {
    setCustomer(found);
    set("customer_id", found?.id ?? "");
  };
  const openKinds = customer?.open_kinds.map((kind) => requestsCopy.kinds[kind]).join(", ");
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={known?.title ?? words.title}
      description={known?.description ?? words.description}
    >
      <form className="grid gap-3" onSubmit={form.onSubmit}>
        {customer ? (
          <PickedCustomer onChange={known ? undefined : () => pick(null)}>
            {words.chosen(customerName(customer.name, customer.number))}
          </PickedCustomer>
        ) : (
          <CustomerPicker
            label={words.customer}
            error={errors.customer_id}
            queryKey={requestKeys.customers}
            find={fetchCustomersFor}
            onPick={pick}
          />
        )}
        {openKinds && <p className="text-2xs text-warn">{words.openAlready(openKinds)}</p>}
        {!known && (
          <SelectField
            label={words.kind}
            value={values.kind}
            options={requestKinds.map((value) => ({ value, label: requestsCopy.kinds[value] }))}
            onChange={(event) => set("kind", event.target.value)}
          />
        )}
        <SelectField
          label={words.channel}
          value={values.channel}
          options={Object.entries(words.channels).map(([value, label]) => ({ value, label }))}
          onChange={(event) => set("channel", event.target.value)}
        />
        <TextField
          type="date"
          label={words.received}
          max={ugandanToday()}
          value={values.received_on}
          onChange={(event) => set("received_on", event.target.value)}
          {...(errors.received_on && { error: errors.received_on })}
        />
        <p className="-mt-2 text-2xs text-muted">{words.receivedHint}</p>
        <TextAreaField
          label={words.wish}
          value={values.wish}
          maxLength={2000}
          error={errors.wish}
          onChange={(event) => set("wish", event.target.value)}
        />
        {form.failure && (
          <p role="alert" className="text-bad text-xs">
            {form.failure}
          </p>
        )}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{requestsCopy.act.cancel}</Button>
          <Button type="submit" variant="primary" disabled={form.isPending}>
            {known?.submit ?? words.submit}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
