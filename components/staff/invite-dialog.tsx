"use client";

import { staffCopy } from "@/components/copy/staff";
import { FormActions } from "@/components/form/form-actions";
import { SelectField } from "@/components/form/select-field";
import { useForm } from "@/components/form/use-form";
import { postInvitation } from "@/components/staff/staff-queries";
import { Dialog } from "@/components/ui/dialog";
import { TextField } from "@/components/ui/text-field";
import { inviteRequest } from "@/lib/staff/console-schemas";
import { staffRoles } from "@/lib/staff/roles";

type InviteDialogProps = { onClose: () => void; onInvited: (name: string) => void };

export function InviteDialog({ onClose, onInvited }: InviteDialogProps) {
  const words = staffCopy.invite;
  const form = useForm({
    initial: { email: "", display_name: "", role: "support" },
    schema: inviteRequest,
    submit: async (parsed) => {
      await postInvitation(parsed);
      onInvited(parsed.display_name);
    },
  });
  return (
    <Dialog open onOpenChange={onClose} title={words.title}>
      <form className="grid gap-3" noValidate onSubmit={form.onSubmit}>
        <TextField
          label={words.email}
          type="email"
          autoComplete="off"
          autoFocus
          value={form.values.email}
          onChange={(event) => form.set("email", event.target.value)}
          {...(form.errors.email && { error: form.errors.email })}
        />
        <TextField
          label={words.name}
          autoComplete="off"
          value={form.values.display_name}
          onChange={(event) => form.set("display_name", event.target.value)}
          {...(form.errors.display_name && { error: form.errors.display_name })}
        />
        <SelectField
          label={words.role}
          value={form.values.role}
          error={form.errors.role}
          options={staffRoles.map((role) => ({
            value: role,
            label: `${staffCopy.roles[role]}: ${staffCopy.roleMeanings[role]}`,
          }))}
          onChange={(event) => form.set("role", event.target.value)}
        />
        <FormActions failure={form.failure} isPending={form.isPending} action={words.send} />
      </form>
    </Dialog>
  );
}
