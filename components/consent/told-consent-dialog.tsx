"use client";

import { useQueryClient } from "@tanstack/react-query";
import { ledgerKeys } from "@/components/consent/ledger-queries";
import { postToldConsent } from "@/components/consent/told-consent-queries";
import { conversationKeys } from "@/components/conversation/conversation-queries";
import { toldConsentCopy } from "@/components/copy/told-consent";
import { FormActions } from "@/components/form/form-actions";
import { SelectField } from "@/components/form/select-field";
import { TextAreaField } from "@/components/form/text-area-field";
import { useForm } from "@/components/form/use-form";
import { useViewerTime } from "@/components/time/viewer-time";
import { Dialog } from "@/components/ui/dialog";
import { TextField } from "@/components/ui/text-field";
import { toast } from "@/components/ui/toast";
import type { CustomerPanel } from "@/lib/customers/panel-schemas";
import { allows, toldChangesFor, toldChannels, toldConsent } from "@/lib/privacy/told-consent";

type ToldConsentDialogProps = {
  customer: Pick<CustomerPanel, "id" | "consent" | "marketing" | "can_reveal">;
  onClose: () => void;
};
const words = toldConsentCopy;

/** Writes down what a customer said outside of WhatsApp: an opt-out by anybody, a permission with its proof. */
export default function ToldConsentDialog({ customer, onClose }: ToldConsentDialogProps) {
  const client = useQueryClient();
  const { zone } = useViewerTime();
  const offered = toldChangesFor({ ...customer, mayAllow: customer.can_reveal });
  const form = useForm({
    initial: {
      ...{ change: offered[0] ?? "", channel: "phone", words: "", evidence: "" },
      at: new Date().toISOString(),
    },
    schema: toldConsent,
    submit: async (told) => {
      await postToldConsent(customer.id, told);
      toast(words.done);
      onClose();
      void client.invalidateQueries({ queryKey: conversationKeys.customer(customer.id) });
      void client.invalidateQueries({ queryKey: ledgerKeys.all });
      // Whether something may be sent has changed.
      void client.invalidateQueries({ queryKey: ["sessions", "one"] });
    },
  });
  const { values, errors, set } = form;
  return (
    <Dialog open onOpenChange={onClose} title={words.title} description={words.description}>
      <form className="grid gap-3" noValidate onSubmit={form.onSubmit}>
        <SelectField
          label={words.change}
          value={values.change}
          options={offered.map((value) => ({ value, label: words.changes[value] }))}
          error={errors.change}
          onChange={(event) => set("change", event.target.value)}
        />
        {!customer.can_reveal && <p className="-mt-2 text-2xs text-muted">{words.whoMayAllow}</p>}
        <div className="grid grid-cols-2 gap-3 max-tablet:grid-cols-1">
          <SelectField
            label={words.channel}
            value={values.channel}
            options={toldChannels.map((value) => ({ value, label: words.channels[value] }))}
            onChange={(event) => set("channel", event.target.value)}
          />
          <TextField
            type="datetime-local"
            label={words.at(zone)}
            max={localMinute(new Date().toISOString())}
            value={localMinute(values.at)}
            onChange={(event) => set("at", instantOf(event.target.value))}
            {...(errors.at && { error: errors.at })}
          />
        </div>
        <TextAreaField
          label={words.words}
          hint={words.wordsHint}
          value={values.words}
          maxLength={256}
          error={errors.words}
          onChange={(event) => set("words", event.target.value)}
        />
        {allows(values.change) && (
          <TextAreaField
            label={words.evidence}
            hint={words.evidenceHint}
            value={values.evidence}
            maxLength={500}
            error={errors.evidence}
            onChange={(event) => set("evidence", event.target.value)}
          />
        )}
        <FormActions failure={form.failure} isPending={form.isPending} action={words.submit} />
      </form>
    </Dialog>
  );
}

/** An instant as the field wants it, in the browser's own zone, which is the viewer's; empty while it is none. */
function localMinute(iso: string): string {
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return "";
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

function instantOf(local: string): string {
  const at = new Date(local);
  return Number.isNaN(at.getTime()) ? "" : at.toISOString();
}
