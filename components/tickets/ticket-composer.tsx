"use client";

import { StickyNote } from "lucide-react";
import dynamic from "next/dynamic";
import Link from "next/link";
import { useState } from "react";
import { NoteForm } from "@/components/composer/note-form";
import { ReplyField } from "@/components/composer/reply-field";
import { useWindowClock } from "@/components/composer/use-window-clock";
import { WindowBar } from "@/components/composer/window-bar";
import { conversationCopy } from "@/components/copy/conversation";
import { templatesCopy } from "@/components/copy/templates";
import { ticketsCopy } from "@/components/copy/tickets";
import { useShortcut } from "@/components/frame/shortcuts";
import { replyBlocked } from "@/components/tickets/reply-blocked";
import type { TicketAnswers } from "@/components/tickets/use-ticket-answers";
import { Button } from "@/components/ui/button";
import { Key } from "@/components/ui/key";
import type { TicketDetail } from "@/lib/tickets/console-schemas";

/** Loaded when a template is wanted. */
const TemplatePicker = dynamic(() => import("@/components/composer/template-picker"), {
  ssr: false,
});

type TicketComposerProps = { detail: TicketDetail; viewerName: string; answers: TicketAnswers };

const nobodyHere: [] = [];
const ignore = () => {};

/** The window's state, then the field of a reply, a template or a note, or the reason why there is none. */
export function TicketComposer({ detail, viewerName, answers }: TicketComposerProps) {
  const { ticket, session } = detail;
  const [mode, setMode] = useState<"reply" | "note" | "template">("reply");
  const now = useWindowClock(session?.window_expires_at ?? null);
  const blocked = replyBlocked(session, now);
  useShortcut(
    "n",
    (event) => {
      event.preventDefault();
      setMode("note");
    },
    ticketsCopy.keys.note,
  );
  const wantsTemplate = mode === "template" && session?.template_refusal === null;
  const showsTemplates = session && (wantsTemplate || blocked?.offer === "template");

  if (mode === "note") {
    return <NoteForm draftId={ticket.id} save={answers.addNote} onDone={() => setMode("reply")} />;
  }
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-2">
      {session && <WindowBar expiresAt={session.window_expires_at} now={now} />}
      {(blocked || showsTemplates) && (
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5 rounded-md border border-line bg-sunken px-3 py-2 text-muted text-xs">
          <p role="status" className="min-w-48 grow basis-0">
            {blocked?.sentence ?? templatesCopy.pick}
          </p>
          {session && blocked?.offer === "take_over" && (
            <Button asChild>
              <Link href={`/sessions/${session.id}` as "/sessions"}>
                {ticketsCopy.reply.colleague}
              </Link>
            </Button>
          )}
          {!blocked && (
            <Button variant="ghost" onClick={() => setMode("reply")}>
              {templatesCopy.back}
            </Button>
          )}
          <Button variant="ghost" onClick={() => setMode("note")}>
            <StickyNote aria-hidden="true" className="size-3.5" />
            {conversationCopy.note}
            <Key>N</Key>
          </Button>
        </div>
      )}
      {showsTemplates && (
        <TemplatePicker
          session={session}
          autoFocus={mode === "template"}
          post={answers.sendTemplate}
          onSent={() => setMode("reply")}
        />
      )}
      {session && !blocked && !showsTemplates && (
        <>
          {session.owner === "bot" && (
            <p className="text-2xs text-muted">{ticketsCopy.reply.takesOver}</p>
          )}
          <ReplyField
            session={session}
            draftId={ticket.id}
            viewerName={viewerName}
            presence={nobodyHere}
            onSend={answers.send}
            onWriting={ignore}
            onMode={setMode}
          />
        </>
      )}
    </div>
  );
}
