"use client";

import { NoteForm } from "@/components/composer/note-form";
import { useNoteActs } from "@/components/conversation/use-note-acts";

type NoteFieldProps = { sessionId: string; onDone: () => void };

/** A note in a conversation. */
export function NoteField({ sessionId, onDone }: NoteFieldProps) {
  const { add } = useNoteActs(sessionId);
  return <NoteForm draftId={sessionId} save={add.mutateAsync} onDone={onDone} />;
}
