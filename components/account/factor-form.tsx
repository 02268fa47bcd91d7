"use client";

import Image from "next/image";
import { postFactorCode } from "@/components/account/account-queries";
import { accountCopy } from "@/components/copy/account";
import { CopyButton } from "@/components/detail/copy-button";
import { FormActions } from "@/components/form/form-actions";
import { useForm } from "@/components/form/use-form";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/text-field";
import { type FactorEnrolment, factorRequest } from "@/lib/staff/account-schemas";

const words = accountCopy.factor;

type FactorFormProps = { enrolment: FactorEnrolment; onDone: () => void; onCancel: () => void };

/** The key, shown once, and the first code as proof that the app has it. */
export function FactorForm({ enrolment, onDone, onCancel }: FactorFormProps) {
  const form = useForm({
    initial: { id: enrolment.id, code: "" },
    schema: factorRequest,
    submit: async (parsed) => {
      await postFactorCode(parsed);
      onDone();
    },
  });
  return (
    <form className="grid gap-3" noValidate onSubmit={form.onSubmit}>
      <p className="text-muted">{words.scan}</p>
      <Image
        src={enrolment.qr_code}
        alt={words.qr}
        width={176}
        height={176}
        unoptimized
        className="rounded-sm border border-line bg-white p-2"
      />
      <a href={enrolment.uri} className="w-fit py-1 text-info underline">
        {words.open}
      </a>
      <div className="flex items-center gap-2">
        <span className="text-muted">{words.key}</span>
        <code className="break-all font-mono text-ink" data-testid="factor-key">
          {enrolment.secret}
        </code>
        <CopyButton text={enrolment.secret} />
      </div>
      <TextField
        label={words.code}
        inputMode="numeric"
        autoComplete="one-time-code"
        className="font-mono tracking-widest"
        value={form.values.code}
        onChange={(event) => form.set("code", event.target.value)}
        {...(form.errors.code && { error: form.errors.code })}
      />
      <FormActions failure={form.failure} isPending={form.isPending} action={words.finish}>
        <Button onClick={onCancel}>{words.cancel}</Button>
      </FormActions>
    </form>
  );
}
