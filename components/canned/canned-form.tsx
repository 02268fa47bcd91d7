"use client";

import { postCannedReply } from "@/components/canned/canned-queries";
import { cannedCopy } from "@/components/copy/canned";
import { FormActions } from "@/components/form/form-actions";
import { TextAreaField } from "@/components/form/text-area-field";
import { useForm } from "@/components/form/use-form";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/text-field";
import { type CannedReply, cannedReplyDraft, unknownPlaceholders } from "@/lib/canned/canned-reply";

type CannedFormProps = {
  /** Null: a new one. */
  reply: CannedReply | null;
  onBack: () => void;
  onSaved: () => Promise<void>;
};

/** Title, shortcut and text of one canned reply; each problem stands at its field. */
export function CannedForm({ reply, onBack, onSaved }: CannedFormProps) {
  const { fields, unknown } = cannedCopy;
  const form = useForm({
    initial: reply ?? { id: crypto.randomUUID(), title: "", shortcut: "", body: "" },
    schema: cannedReplyDraft,
    submit: async (parsed) => {
      await postCannedReply(parsed);
      await onSaved();
    },
  });
  const strange = unknownPlaceholders(form.values.body).map((name) => `{{${name}}}`);
  const bodyError =
    form.errors.body && strange.length > 0 ? unknown(strange.join(", ")) : form.errors.body;
  return (
    <form noValidate className="grid gap-3" onSubmit={(event) => void form.onSubmit(event)}>
      <TextField
        autoFocus
        label={fields.title}
        value={form.values.title}
        maxLength={80}
        {...(form.errors.title && { error: form.errors.title })}
        onChange={(event) => form.set("title", event.target.value)}
      />
      <div className="grid gap-1">
        <TextField
          label={fields.shortcut}
          value={form.values.shortcut}
          maxLength={30}
          autoCapitalize="none"
          {...(form.errors.shortcut && { error: form.errors.shortcut })}
          onChange={(event) => form.set("shortcut", event.target.value)}
        />
        <p className="text-2xs text-muted">{fields.shortcutHint}</p>
      </div>
      <TextAreaField
        label={fields.body}
        hint={fields.bodyHint}
        rows={5}
        value={form.values.body}
        maxLength={4_000}
        error={bodyError}
        onChange={(event) => form.set("body", event.target.value)}
      />
      <FormActions failure={form.failure} isPending={form.isPending} action={cannedCopy.save}>
        <Button variant="ghost" onClick={onBack}>
          {cannedCopy.back}
        </Button>
      </FormActions>
    </form>
  );
}
