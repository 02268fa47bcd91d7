"use client";

import { type ReactNode, useState } from "react";
import { commonCopy } from "@/components/copy/common";
import { listCopy } from "@/components/copy/list";
import { errorSentence } from "@/components/query/error-sentence";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { TextField } from "@/components/ui/text-field";

type ConfirmDialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  /** What happens, and that it cannot be undone. */
  children: ReactNode;
  /** What it touches: counted, not described. */
  counts?: readonly { label: string; value: string }[];
  /** What has to be typed before the button works; leave it out where seeing the counts is enough. */
  phrase?: string;
  /** Names the act and its count: "Delete 12 messages". */
  action: string;
  onConfirm: () => Promise<unknown>;
};

/**
 * Before something that cannot be undone. What can be undone is done at once and offers Undo instead.
 * A failure stays in the dialog, which closes only when the act has been done.
 */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const [typed, setTyped] = useState("");
  const [isPending, setPending] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const isReady = props.phrase === undefined || typed.trim() === props.phrase;
  const close = (open: boolean) => {
    if (isPending) return;
    setTyped("");
    setFailure(null);
    props.onOpenChange(open);
  };
  const confirm = async () => {
    setPending(true);
    setFailure(null);
    try {
      await props.onConfirm();
      setTyped("");
      props.onOpenChange(false);
    } catch (error) {
      setFailure(errorSentence(error));
    } finally {
      setPending(false);
    }
  };
  return (
    <Dialog open={props.open} onOpenChange={close} title={props.title}>
      <form
        className="grid gap-3 text-text text-xs"
        onSubmit={(event) => {
          event.preventDefault();
          if (isReady && !isPending) void confirm();
        }}
      >
        <div>{props.children}</div>
        {props.counts && (
          <dl className="grid grid-cols-[1fr_auto] gap-x-4 gap-y-1 rounded-sm border border-line bg-sunken p-3">
            {props.counts.map(({ label, value }) => (
              <div key={label} className="contents">
                <dt className="text-muted">{label}</dt>
                <dd className="text-right font-medium text-ink tabular-nums">{value}</dd>
              </div>
            ))}
          </dl>
        )}
        {props.phrase !== undefined && (
          <TextField
            label={listCopy.typeToConfirm(props.phrase)}
            value={typed}
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => setTyped(event.target.value)}
          />
        )}
        {failure && (
          <p role="alert" className="text-bad">
            {failure}
          </p>
        )}
        <div className="flex justify-end gap-2">
          <Button onClick={() => close(false)}>{commonCopy.cancel}</Button>
          <Button type="submit" variant="danger" disabled={!isReady || isPending}>
            {props.action}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
