"use client";

import { requestsCopy } from "@/components/copy/requests";
import { SelectField } from "@/components/form/select-field";
import { TextAreaField } from "@/components/form/text-area-field";
import { useForm } from "@/components/form/use-form";
import type { Act } from "@/components/requests/use-request";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { manualCheck } from "@/lib/privacy/requests/request-acts";
import { checkWays } from "@/lib/privacy/requests/request-words";

const words = requestsCopy.identity.form;

/** A check by a person: how, and what was looked at. */
export default function CheckDialog({ act, onClose }: { act: Act; onClose: () => void }) {
  const form = useForm({
    initial: { how: "document", evidence: "" },
    schema: manualCheck,
    submit: async (check) => {
      await act({ act: "check", ...check });
      onClose();
    },
  });
  return (
    <Dialog open onOpenChange={onClose} title={words.title} description={words.description}>
      <form className="grid gap-3" onSubmit={form.onSubmit}>
        <SelectField
          label={words.how}
          value={form.values.how}
          options={checkWays.map((value) => ({ value, label: requestsCopy.identity.ways[value] }))}
          onChange={(event) => form.set("how", event.target.value)}
        />
        <TextAreaField
          label={words.evidence}
          hint={words.hint}
          value={form.values.evidence}
          maxLength={1000}
          error={form.errors.evidence}
          onChange={(event) => form.set("evidence", event.target.value)}
        />
        {form.failure && (
          <p role="alert" className="text-bad text-xs">
            {form.failure}
          </p>
        )}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{requestsCopy.act.cancel}</Button>
          <Button type="submit" variant="primary" disabled={form.isPending}>
            {words.submit}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
