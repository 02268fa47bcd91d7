"use client";

import { commonCopy } from "@/components/copy/common";
import { errorSentence } from "@/components/query/error-sentence";
import { dismissToast, toast } from "@/components/ui/toast";

let undo: { run: () => void; toastId: string } | null = null;

/**
 * One act at a time can be undone: the last said one, while its toast stands. Where taking back fails is said too:
 * the page of the act may have been left by then.
 */
export function sayWithUndo(sentence: string, takeBack: () => unknown): void {
  if (undo) dismissToast(undo.toastId);
  const run = () => {
    Promise.resolve(takeBack()).catch((error: unknown) => {
      toast.error(commonCopy.notUndone(errorSentence(error)));
    });
  };
  // An earlier toast says that it has gone when this one stands already.
  const forget = (gone: { id: string | number }) => {
    if (undo?.toastId === gone.id) undo = null;
  };
  const toastId = toast(sentence, {
    action: { label: commonCopy.undo, onClick: run },
    onDismiss: forget,
    onAutoClose: forget,
  });
  undo = { run, toastId };
}

/** Takes the last act back; nothing when none can be. */
export function undoLast(): void {
  if (!undo) return;
  const { run, toastId } = undo;
  undo = null;
  dismissToast(toastId);
  run();
}
