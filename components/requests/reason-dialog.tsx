"use client";

import { useState } from "react";
import { requestsCopy } from "@/components/copy/requests";
import { SelectField } from "@/components/form/select-field";
import { errorSentence } from "@/components/query/error-sentence";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";

export type Choice = { name: string; label: string; options: Record<string, string> };

type ReasonDialogProps = {
  title: string;
  description: string;
  choices: readonly Choice[];
  submit: string;
  danger?: boolean;
  onClose: () => void;
  onSubmit: (chosen: Record<string, string>) => Promise<unknown>;
};

/** An act that needs a reason out of a list. A refusal stays in the dialog. */
export default function ReasonDialog(props: ReasonDialogProps) {
  const [chosen, setChosen] = useState<Record<string, string>>(() =>
    Object.fromEntries(
      props.choices.map(({ name, options }) => [name, Object.keys(options)[0] ?? ""]),
    ),
  );
  const [failure, setFailure] = useState<string | null>(null);
  const [isPending, setPending] = useState(false);
  const submit = async () => {
    setPending(true);
    setFailure(null);
    try {
      await props.onSubmit(chosen);
      props.onClose();
    } catch (error) {
      setFailure(errorSentence(error));
      setPending(false);
    }
  };
  return (
    <Dialog
      open
      onOpenChange={() => !isPending && props.onClose()}
      title={props.title}
      description={props.description}
    >
      <form
        className="grid gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          if (!isPending) void submit();
        }}
      >
        {props.choices.map(({ name, label, options }) => (
          <SelectField
            key={name}
            label={label}
            value={chosen[name] ?? ""}
            options={Object.entries(options).map(([value, text]) => ({ value, label: text }))}
            onChange={(event) => setChosen((was) => ({ ...was, [name]: event.target.value }))}
          />
        ))}
        {failure && (
          <p role="alert" className="text-bad text-xs">
            {failure}
          </p>
        )}
        <div className="flex justify-end gap-2">
          <Button onClick={props.onClose}>{requestsCopy.act.cancel}</Button>
          <Button type="submit" variant={props.danger ? "danger" : "primary"} disabled={isPending}>
            {props.submit}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
