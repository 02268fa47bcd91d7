"use client";

import { type ReactNode, useState } from "react";
import { commonCopy } from "@/components/copy/common";
import { knowledgeCopy } from "@/components/copy/knowledge";
import { TextAreaField } from "@/components/form/text-area-field";
import { errorSentence } from "@/components/query/error-sentence";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";

type ActDialogProps = {
  title: string;
  body: string;
  submit: string;
  danger?: boolean;
  /** Asked for where the reason is kept with the version. */
  asksWhy?: boolean;
  onClose: () => void;
  onSubmit: (why: string) => Promise<unknown>;
  children?: ReactNode;
};

/** Says what an act changes before it is done, and stays open with the reason when it fails. */
export function ActDialog({
  title,
  body,
  submit,
  danger,
  asksWhy,
  onClose,
  onSubmit,
  children,
}: ActDialogProps) {
  const [why, setWhy] = useState("");
  const [failure, setFailure] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={title}>
      <form
        className="grid gap-3"
        onSubmit={async (event) => {
          event.preventDefault();
          setBusy(true);
          setFailure(null);
          try {
            await onSubmit(why.trim());
            onClose();
          } catch (error) {
            setFailure(errorSentence(error));
            setBusy(false);
          }
        }}
      >
        <p className="text-sm text-text">{body}</p>
        {children}
        {asksWhy && (
          <TextAreaField
            label={knowledgeCopy.dialogs.why}
            value={why}
            maxLength={500}
            onChange={(event) => setWhy(event.target.value)}
          />
        )}
        {failure && (
          <p role="alert" className="text-xs text-bad">
            {failure}
          </p>
        )}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{commonCopy.cancel}</Button>
          <Button type="submit" variant={danger ? "danger" : "primary"} disabled={isBusy}>
            {submit}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
