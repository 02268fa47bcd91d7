"use client";

import { useMutation } from "@tanstack/react-query";
import { StickyNote } from "lucide-react";
import { useEffect, useRef } from "react";
import { GrowingField } from "@/components/composer/growing-field";
import { useDraft } from "@/components/composer/use-draft";
import { isSendPress, useModifier } from "@/components/composer/use-modifier";
import { commonCopy } from "@/components/copy/common";
import { notesCopy } from "@/components/copy/notes";
import { errorSentence } from "@/components/query/error-sentence";
import { Button } from "@/components/ui/button";
import { Key } from "@/components/ui/key";

type NoteFormProps = {
  /** Whose unsent text it keeps: a conversation's or a ticket's. */
  draftId: string;
  save: (note: { id: string; body: string }) => Promise<unknown>;
  onDone: () => void;
};

/** The field of an internal note; it looks unlike the field of a reply, so that the two are never mistaken. */
export function NoteForm({ draftId, save: keep, onDone }: NoteFormProps) {
  const [text, setText] = useDraft(draftId, "note");
  const fieldRef = useRef<HTMLTextAreaElement>(null);
  const noteId = useRef<string>(undefined);
  const modifier = useModifier();
  const add = useMutation({ mutationFn: keep });
  useEffect(() => fieldRef.current?.focus(), []);

  const save = () => {
    const body = text.trim();
    if (!body || add.isPending) return;
    // One id over all tries of this note: a try whose answer was lost adds no second one.
    noteId.current ??= crypto.randomUUID();
    add.mutate(
      { id: noteId.current, body },
      {
        onSuccess: () => {
          noteId.current = undefined;
          setText("");
          onDone();
        },
      },
    );
  };

  return (
    <form
      className="rounded-md border border-dashed border-warn-solid bg-warn-soft focus-within:outline-1 focus-within:outline-focus"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <p className="flex items-center gap-1.5 px-3 pt-2 text-2xs text-warn">
        <StickyNote aria-hidden="true" className="size-3.5" strokeWidth={2} />
        <b className="font-medium">{notesCopy.title}</b> {notesCopy.onlyStaff}
      </p>
      <GrowingField
        ref={fieldRef}
        value={text}
        maxLength={4_000}
        aria-label={notesCopy.label}
        placeholder={notesCopy.placeholder}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (isSendPress(event)) {
            event.preventDefault();
            save();
          } else if (event.key === "Escape" && !event.nativeEvent.isComposing) {
            event.preventDefault(); // Back to the reply, not out of the conversation.
            onDone();
          }
        }}
      />
      {add.error && (
        <p role="alert" className="px-3 py-1 text-xs text-bad">
          {errorSentence(add.error)}
        </p>
      )}
      <div className="flex items-center justify-end gap-1.5 px-1.5 pb-1.5">
        <Button variant="ghost" onClick={onDone}>
          {commonCopy.cancel}
        </Button>
        <Button type="submit" variant="primary" disabled={!text.trim() || add.isPending}>
          {notesCopy.save}
          <Key>{`${modifier} ↵`}</Key>
        </Button>
      </div>
    </form>
  );
}
