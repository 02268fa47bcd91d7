"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { toast } from "sonner";
import { commonCopy } from "@/components/copy/common";
import { saidCopy } from "@/components/copy/said";
import { useShortcut } from "@/components/frame/shortcuts";
import { postHandBack, postTakeOver, sessionKeys } from "@/components/sessions/session-queries";
import type { SessionHeader } from "@/lib/chat/console-schemas";

/** Take over and hand back, each said in a toast that undoes it. */
export function useOwnerActions(session: SessionHeader) {
  const client = useQueryClient();
  const settle = (next: SessionHeader) => {
    client.setQueryData(sessionKeys.header(session.id), next);
    void client.invalidateQueries({ queryKey: sessionKeys.changes(session.id) });
    void client.invalidateQueries({ queryKey: ["sessions", "list-changes"] });
  };
  const takeOver = useMutation({
    mutationFn: () => postTakeOver(session.id),
    onSuccess: (next) => {
      settle(next);
      say(saidCopy.tookOver, () => handBack.mutate());
    },
  });
  const handBack = useMutation({
    mutationFn: () => postHandBack(session.id),
    onSuccess: (next) => {
      settle(next);
      say(saidCopy.handedBack, () => takeOver.mutate());
    },
  });

  const canAct = session.can_write && session.status === "active";
  const canTakeOver = canAct && !session.mine;
  const canHandBack = canAct && session.owner === "human";
  const busy = takeOver.isPending || handBack.isPending;
  useShortcut("t", () => {
    if (canTakeOver && !busy) takeOver.mutate();
  });
  useShortcut("h", () => {
    if (canHandBack && !busy) handBack.mutate();
  });
  useShortcut("z", () => undoLast());
  const error = takeOver.error ?? handBack.error;
  return { takeOver, handBack, canTakeOver, canHandBack, busy, error };
}

let undo: { run: () => void; toastId: string | number } | null = null;

/** One act at a time can be undone: the last said one, while its toast stands. */
function say(sentence: string, run: () => void) {
  if (undo) toast.dismiss(undo.toastId);
  const forget = () => {
    undo = null;
  };
  const toastId = toast(sentence, {
    action: { label: commonCopy.undo, onClick: run },
    onDismiss: forget,
    onAutoClose: forget,
  });
  undo = { run, toastId };
}

function undoLast() {
  if (!undo) return;
  const { run, toastId } = undo;
  undo = null;
  toast.dismiss(toastId);
  run();
}
