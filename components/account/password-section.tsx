"use client";

import { postPassword } from "@/components/account/account-queries";
import { AccountSection } from "@/components/account/account-section";
import { accountCopy } from "@/components/copy/account";
import { formCopy } from "@/components/copy/form";
import { FormActions } from "@/components/form/form-actions";
import { useForm } from "@/components/form/use-form";
import { TextField } from "@/components/ui/text-field";
import { toast } from "@/components/ui/toast";
import { passwordRequest } from "@/lib/staff/account-schemas";

const words = accountCopy.password;
const fields = [
  { name: "current", label: words.current, autoComplete: "current-password" },
  { name: "password", label: words.next, autoComplete: "new-password" },
  { name: "again", label: words.again, autoComplete: "new-password" },
] as const;

export function PasswordSection({ email }: { email: string }) {
  const form = useForm({
    initial: { current: "", password: "", again: "" },
    schema: passwordRequest,
    submit: async (parsed) => {
      await postPassword(parsed);
      form.reset();
      toast(words.changed);
    },
  });
  const errorOf = (name: (typeof fields)[number]["name"]) => {
    const error = form.errors[name];
    return error && name === "again" ? formCopy.errors.not_the_same : error;
  };
  return (
    <AccountSection title={words.title}>
      <form className="grid gap-3" noValidate onSubmit={form.onSubmit}>
        {/* Password managers file the new password under it. */}
        <input type="hidden" autoComplete="username" defaultValue={email} />
        {fields.map(({ name, label, autoComplete }) => {
          const error = errorOf(name);
          return (
            <TextField
              key={name}
              type="password"
              label={label}
              autoComplete={autoComplete}
              value={form.values[name]}
              onChange={(event) => form.set(name, event.target.value)}
              {...(error && { error })}
            />
          );
        })}
        <FormActions failure={form.failure} isPending={form.isPending} action={words.change} />
      </form>
    </AccountSection>
  );
}
