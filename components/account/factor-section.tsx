"use client";

import { useMutation } from "@tanstack/react-query";
import { ShieldCheck, ShieldOff } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { postFactor, postFactorRemoval } from "@/components/account/account-queries";
import { AccountSection } from "@/components/account/account-section";
import { FactorForm } from "@/components/account/factor-form";
import { ConfirmDialog } from "@/components/confirm/confirm-dialog";
import { accountCopy } from "@/components/copy/account";
import { errorSentence } from "@/components/query/error-sentence";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";

const words = accountCopy.factor;

/** Turns the code of an authenticator app on and off as second factor. */
export function FactorSection({ hasFactor }: { hasFactor: boolean }) {
  const router = useRouter();
  const [isRemoving, setRemoving] = useState(false);
  const begin = useMutation({ mutationFn: postFactor });
  const Icon = hasFactor ? ShieldCheck : ShieldOff;
  return (
    <AccountSection title={words.title}>
      <p className="flex items-start gap-2">
        <Icon
          aria-hidden="true"
          className={`size-4 shrink-0 ${hasFactor ? "text-good" : "text-muted"}`}
        />
        {hasFactor ? words.on : words.off}
      </p>
      <p className="text-2xs text-muted">{words.lost}</p>
      {begin.error && (
        <p role="alert" className="text-bad">
          {words.failed}. {errorSentence(begin.error)}
        </p>
      )}
      {hasFactor ? (
        <Button variant="danger" className="justify-self-end" onClick={() => setRemoving(true)}>
          {words.remove}
        </Button>
      ) : begin.data ? (
        <FactorForm
          enrolment={begin.data}
          onCancel={begin.reset}
          onDone={() => {
            begin.reset();
            toast(words.turnedOn);
            router.refresh();
          }}
        />
      ) : (
        <Button
          className="justify-self-end"
          disabled={begin.isPending}
          onClick={() => begin.mutate()}
        >
          {words.begin}
        </Button>
      )}
      <ConfirmDialog
        open={isRemoving}
        onOpenChange={setRemoving}
        title={words.removeTitle}
        action={words.remove}
        onConfirm={async () => {
          await postFactorRemoval();
          toast(words.removed);
          router.refresh();
        }}
      >
        {words.removeBody}
      </ConfirmDialog>
    </AccountSection>
  );
}
