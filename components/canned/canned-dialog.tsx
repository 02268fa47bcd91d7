"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Pencil, Plus, Trash2 } from "lucide-react";
import { useState } from "react";
import { CannedForm } from "@/components/canned/canned-form";
import {
  cannedKeys,
  fetchCannedReplies,
  postCannedDelete,
  postCannedRestore,
} from "@/components/canned/canned-queries";
import { sayWithUndo } from "@/components/conversation/say-with-undo";
import { cannedCopy } from "@/components/copy/canned";
import { commonCopy } from "@/components/copy/common";
import { errorSentence } from "@/components/query/error-sentence";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import type { CannedReply } from "@/lib/canned/canned-reply";

/** Where canned replies are kept: the list, and the form of one. A deletion can be taken back. */
export default function CannedDialog({ onClose }: { onClose: () => void }) {
  const client = useQueryClient();
  const [edited, setEdited] = useState<CannedReply | "new" | null>(null);
  const replies = useQuery({
    queryKey: cannedKeys.all,
    queryFn: ({ signal }) => fetchCannedReplies(signal),
  });
  const refresh = () => client.invalidateQueries({ queryKey: cannedKeys.all });
  const restore = useMutation({
    mutationFn: (reply: CannedReply) => postCannedRestore(reply.id),
    onSuccess: refresh,
  });
  const remove = useMutation({
    mutationFn: (reply: CannedReply) => postCannedDelete(reply.id),
    onSuccess: async (_, reply) => {
      await refresh();
      sayWithUndo(cannedCopy.deleted(reply.title), () => restore.mutateAsync(reply));
    },
  });
  const error = replies.error ?? remove.error ?? restore.error;

  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={cannedCopy.title}
      description={cannedCopy.description}
    >
      {edited ? (
        <CannedForm
          reply={edited === "new" ? null : edited}
          onBack={() => setEdited(null)}
          onSaved={async () => {
            await refresh();
            setEdited(null);
          }}
        />
      ) : (
        <>
          <ul className="divide-y divide-line text-xs">
            {replies.data?.map((reply) => (
              <li key={reply.id} className="flex items-center gap-2 py-1.5">
                <div className="min-w-0 grow">
                  <p className="flex items-baseline gap-2">
                    <b className="truncate font-medium text-ink">{reply.title}</b>
                    <span className="font-mono text-2xs text-muted">/{reply.shortcut}</span>
                  </p>
                  <p className="truncate text-muted">{reply.body}</p>
                </div>
                <Button
                  variant="ghost"
                  size="icon"
                  aria-label={cannedCopy.edit(reply.title)}
                  onClick={() => setEdited(reply)}
                >
                  <Pencil aria-hidden="true" className="size-3.5" />
                </Button>
                <Button
                  variant="ghost"
                  size="icon"
                  disabled={remove.isPending}
                  aria-label={cannedCopy.delete(reply.title)}
                  onClick={() => remove.mutate(reply)}
                >
                  <Trash2 aria-hidden="true" className="size-3.5" />
                </Button>
              </li>
            ))}
          </ul>
          {replies.isPending && <p className="text-xs text-muted">{commonCopy.loading}</p>}
          {replies.data?.length === 0 && <p className="text-xs text-muted">{cannedCopy.none}</p>}
          {error && (
            <p role="alert" className="py-2 text-xs text-bad">
              {errorSentence(error)}
            </p>
          )}
          <Button className="mt-3" onClick={() => setEdited("new")}>
            <Plus aria-hidden="true" className="size-3.5" />
            {cannedCopy.add}
          </Button>
        </>
      )}
    </Dialog>
  );
}
