"use client";

import { Pencil, StickyNote, Trash2 } from "lucide-react";
import { useState } from "react";
import { useDraft } from "@/components/composer/use-draft";
import { useOpenConversation } from "@/components/conversation/conversation-context";
import { useNoteActs } from "@/components/conversation/use-note-acts";
import { commonCopy } from "@/components/copy/common";
import { notesCopy } from "@/components/copy/notes";
import { sessionsCopy } from "@/components/copy/sessions";
import { errorSentence } from "@/components/query/error-sentence";
import { ClockTime } from "@/components/time/clock-time";
import { Button } from "@/components/ui/button";
import type { SessionNote } from "@/lib/chat/conversation-schemas";

/** A note of staff in its place: across the talk, not on either side, so that it never looks sent. */
export function NoteBlock({ note }: { note: SessionNote }) {
  const { id, canWrite } = useOpenConversation();
  const { edit, remove } = useNoteActs(id);
  // Kept like any draft: what is scrolled out of view leaves the page.
  const [kept, setKept] = useDraft(note.id, "note");
  const [isEditing, setEditing] = useState(false);
  const draft = isEditing || kept !== "" ? kept : null;
  const setDraft = (text: string | null) => {
    setEditing(text !== null);
    setKept(text ?? "");
  };
  const error = edit.error ?? remove.error;
  const author = note.by_me ? sessionsCopy.you : (note.author_name ?? notesCopy.someone);
  return (
    <article
      aria-label={`${notesCopy.title}, ${author}`}
      className="mx-auto mt-1 mb-2.5 max-w-[min(92%,600px)] rounded-md border border-dashed border-warn-line bg-warn-soft px-3 py-2 text-xs"
    >
      <header className="flex min-h-7 flex-wrap items-center gap-x-1.5 text-2xs text-warn">
        <StickyNote aria-hidden="true" className="size-3.5" strokeWidth={2} />
        <b className="font-medium">{notesCopy.title}</b>
        <span>
          {author} · <ClockTime iso={note.at} /> · {notesCopy.onlyStaff}
          {note.edited && ` · ${notesCopy.edited}`}
        </span>
        {note.by_me && canWrite && draft === null && (
          <span className="ml-auto flex">
            <Button
              variant="ghost"
              size="icon"
              aria-label={notesCopy.edit}
              onClick={() => setDraft(note.body)}
            >
              <Pencil aria-hidden="true" className="size-3.5" />
            </Button>
            <Button
              variant="ghost"
              size="icon"
              aria-label={notesCopy.delete}
              disabled={remove.isPending}
              onClick={() => remove.mutate(note)}
            >
              <Trash2 aria-hidden="true" className="size-3.5" />
            </Button>
          </span>
        )}
      </header>
      {draft === null ? (
        <p className="leading-[18px] wrap-anywhere whitespace-pre-wrap text-text">{note.body}</p>
      ) : (
        <form
          className="grid gap-1.5"
          onSubmit={(event) => {
            event.preventDefault();
            edit.mutate({ id: note.id, body: draft }, { onSuccess: () => setDraft(null) });
          }}
        >
          <textarea
            // biome-ignore lint/a11y/noAutofocus: the reader has just asked to write here
            autoFocus
            aria-label={notesCopy.editLabel}
            value={draft}
            maxLength={4_000}
            onChange={(event) => setDraft(event.target.value)}
            className="field-sizing-content min-h-14 w-full resize-none rounded-sm border border-control bg-raised px-2 py-1.5 text-ink max-tablet:text-lg"
          />
          <span className="flex justify-end gap-1.5">
            <Button variant="ghost" onClick={() => setDraft(null)}>
              {commonCopy.cancel}
            </Button>
            <Button type="submit" disabled={!draft.trim() || edit.isPending}>
              {notesCopy.saveEdit}
            </Button>
          </span>
        </form>
      )}
      {error && (
        <p role="alert" className="mt-1 text-bad">
          {errorSentence(error)}
        </p>
      )}
    </article>
  );
}
