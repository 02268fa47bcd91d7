"use client";

import { type RefObject, useState } from "react";
import { requestsCopy } from "@/components/copy/requests";
import { TextAreaField } from "@/components/form/text-area-field";
import { errorSentence } from "@/components/query/error-sentence";
import { Panel } from "@/components/requests/panel";
import type { Act } from "@/components/requests/use-request";
import { ClockTime } from "@/components/time/clock-time";
import { Button } from "@/components/ui/button";
import type { RequestDetail } from "@/lib/privacy/requests/request-schemas";

type NotesPanelProps = {
  request: RequestDetail;
  act: Act;
  field: RefObject<HTMLTextAreaElement | null>;
};
const words = requestsCopy.notes;

/** What the privacy team writes down. A note that did not arrive stays in the field. */
export function NotesPanel({ request, act, field }: NotesPanelProps) {
  const [body, setBody] = useState("");
  const [key, setKey] = useState(() => crypto.randomUUID());
  const [failure, setFailure] = useState<string | null>(null);
  const [isPending, setPending] = useState(false);
  const add = async () => {
    if (body.trim() === "" || isPending) return;
    setPending(true);
    setFailure(null);
    try {
      await act({ act: "note", id: key, body });
      setBody("");
      setKey(crypto.randomUUID());
    } catch (error) {
      setFailure(errorSentence(error));
    } finally {
      setPending(false);
    }
  };
  return (
    <Panel title={words.title}>
      <form
        className="grid gap-2"
        onSubmit={(event) => {
          event.preventDefault();
          void add();
        }}
      >
        <TextAreaField
          ref={field}
          label={words.label}
          hint={words.hint}
          value={body}
          maxLength={4000}
          error={failure ?? undefined}
          onChange={(event) => setBody(event.target.value)}
        />
        <Button
          type="submit"
          className="justify-self-end"
          disabled={body.trim() === "" || isPending}
        >
          {words.add}
        </Button>
      </form>
      {request.notes.length === 0 && <p className="text-muted">{words.none}</p>}
      <ul className="grid gap-2">
        {request.notes.map((note) => (
          <li key={note.id} className="border-line border-t pt-2">
            <p className="whitespace-pre-wrap break-words">{note.body}</p>
            <p className="text-2xs text-muted">
              <ClockTime iso={note.at} kind="row" /> {note.by_name}
            </p>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
