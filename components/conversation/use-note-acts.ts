"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import {
  conversationKeys,
  postNote,
  postNoteDelete,
  postNoteEdit,
} from "@/components/conversation/conversation-queries";
import { sayWithUndo } from "@/components/conversation/say-with-undo";
import { notesCopy } from "@/components/copy/notes";
import {
  mergeTranscriptChanges,
  type TranscriptPages,
} from "@/components/transcript/merge-transcript-changes";
import type { SessionNote } from "@/lib/chat/conversation-schemas";

/** Adds, changes and deletes notes of one conversation; a deletion can be taken back. */
export function useNoteActs(sessionId: string) {
  const client = useQueryClient();
  const settle = (note: SessionNote) => {
    client.setQueriesData<TranscriptPages>(
      { queryKey: conversationKeys.transcripts(sessionId) },
      (pages) => pages && mergeTranscriptChanges(pages, { notes: [note] }),
    );
    void client.invalidateQueries({ queryKey: ["customers"] });
  };
  const add = useMutation({
    mutationFn: (note: { id: string; body: string }) => postNote(sessionId, note),
    onSuccess: settle,
  });
  const edit = useMutation({
    mutationFn: ({ id, body }: { id: string; body: string }) => postNoteEdit(id, body),
    onSuccess: settle,
  });
  const remove = useMutation({
    mutationFn: (note: SessionNote) => postNoteDelete(note.id),
    onSuccess: (deleted, note) => {
      settle(deleted);
      sayWithUndo(notesCopy.deleted, () => edit.mutateAsync(note));
    },
  });
  return { add, edit, remove };
}
