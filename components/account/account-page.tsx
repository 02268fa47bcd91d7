"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { postName, postSignOutEverywhere } from "@/components/account/account-queries";
import { AccountSection } from "@/components/account/account-section";
import { FactorSection } from "@/components/account/factor-section";
import { PasswordSection } from "@/components/account/password-section";
import { ConfirmDialog } from "@/components/confirm/confirm-dialog";
import { accountCopy } from "@/components/copy/account";
import { frameCopy } from "@/components/copy/frame";
import { FormActions } from "@/components/form/form-actions";
import { useForm } from "@/components/form/use-form";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/text-field";
import { toast } from "@/components/ui/toast";
import { renameRequest } from "@/lib/staff/account-schemas";
import type { StaffRole } from "@/lib/staff/roles";

type AccountPageProps = { email: string; name: string; role: StaffRole; hasFactor: boolean };

/** One's own name, password, second factor and sessions. */
export function AccountPage({ email, name, role, hasFactor }: AccountPageProps) {
  const router = useRouter();
  const [isLeaving, setLeaving] = useState(false);
  const form = useForm({
    initial: { display_name: name },
    schema: renameRequest,
    submit: async (parsed) => {
      await postName(parsed);
      toast(accountCopy.saved);
      router.refresh();
    },
  });
  return (
    <div className="min-h-0 grow overflow-y-auto">
      <div className="mx-auto grid max-w-xl gap-4 px-5 py-5 max-tablet:px-3">
        <h1 className="font-semibold text-ink text-lg">{accountCopy.title}</h1>
        <AccountSection title={`${email} · ${frameCopy.roles[role]}`}>
          <p className="text-muted">{accountCopy.emailNote}</p>
          <form className="grid gap-3" noValidate onSubmit={form.onSubmit}>
            <TextField
              label={accountCopy.name}
              value={form.values.display_name}
              autoComplete="name"
              onChange={(event) => form.set("display_name", event.target.value)}
              {...(form.errors.display_name && { error: form.errors.display_name })}
            />
            <p className="text-2xs text-muted">{accountCopy.nameHint}</p>
            <FormActions
              failure={form.failure}
              isPending={form.isPending}
              action={accountCopy.save}
              disabled={form.values.display_name.trim() === name}
            />
          </form>
        </AccountSection>
        <PasswordSection email={email} />
        <FactorSection hasFactor={hasFactor} />
        <AccountSection title={accountCopy.sessions.title}>
          <p className="text-muted">{accountCopy.sessions.about}</p>
          <Button variant="danger" className="justify-self-end" onClick={() => setLeaving(true)}>
            {accountCopy.sessions.act}
          </Button>
        </AccountSection>
        <ConfirmDialog
          open={isLeaving}
          onOpenChange={setLeaving}
          title={accountCopy.sessions.confirmTitle}
          action={accountCopy.sessions.act}
          onConfirm={async () => {
            await postSignOutEverywhere();
            window.location.assign("/login?reason=signed_out_everywhere");
          }}
        >
          {accountCopy.sessions.confirmBody}
        </ConfirmDialog>
      </div>
    </div>
  );
}
