"use client";

import { z } from "zod";
import { frameCopy } from "@/components/copy/frame";
import { partsCopy } from "@/components/copy/parts";
import { FormActions } from "@/components/form/form-actions";
import { SelectField } from "@/components/form/select-field";
import { TextAreaField } from "@/components/form/text-area-field";
import { useForm } from "@/components/form/use-form";
import { useLeaveWarning } from "@/components/form/use-leave-warning";
import { Part } from "@/components/parts/part";
import { RequestFailure } from "@/components/query/request-json";
import { TextField } from "@/components/ui/text-field";
import { toast } from "@/components/ui/toast";
import { staffRoles } from "@/lib/staff/roles";

const invitation = z.object({
  name: z.string().trim().min(2).max(80),
  email: z.email(),
  role: z.enum(staffRoles),
  note: z.string().max(40),
});

const initial = { name: "", email: "", role: "support", note: "" };
const words = partsCopy.fields;

/** A form whose server refuses one address, as a real one would. */
export function FormPart() {
  const form = useForm({
    initial,
    schema: invitation,
    submit: async ({ email }) => {
      if (email === "taken@parcelo.test") {
        throw new RequestFailure("invalid", undefined, { email: "taken" });
      }
      toast(words.saved);
      form.reset();
    },
  });
  useLeaveWarning(form.isChanged);
  const { values, errors } = form;
  return (
    <Part {...partsCopy.form}>
      <form
        noValidate
        className="grid gap-3 p-3.5"
        onSubmit={(event) => {
          void form.onSubmit(event);
        }}
      >
        <TextField
          label={words.name}
          value={values.name}
          {...(errors.name && { error: errors.name })}
          onChange={(event) => form.set("name", event.target.value)}
        />
        <TextField
          label={words.email}
          type="email"
          value={values.email}
          {...(errors.email && { error: errors.email })}
          onChange={(event) => form.set("email", event.target.value)}
        />
        <p className="-mt-2 text-2xs text-muted">{words.taken}</p>
        <SelectField
          label={words.role}
          value={values.role}
          options={staffRoles.map((value) => ({ value, label: frameCopy.roles[value] }))}
          error={errors.role}
          onChange={(event) => form.set("role", event.target.value)}
        />
        <TextAreaField
          label={words.note}
          hint={words.noteHint}
          value={values.note}
          error={errors.note}
          onChange={(event) => form.set("note", event.target.value)}
        />
        <FormActions failure={form.failure} isPending={form.isPending} action={words.save} />
      </form>
    </Part>
  );
}
