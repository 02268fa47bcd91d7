"use client";

import { useQueryClient } from "@tanstack/react-query";
import { StickyNote } from "lucide-react";
import dynamic from "next/dynamic";
import Link from "next/link";
import { type Blocked, blockedReason } from "@/components/composer/blocked-reason";
import { NoteField } from "@/components/composer/note-field";
import { ReplyField } from "@/components/composer/reply-field";
import { useWindowClock } from "@/components/composer/use-window-clock";
import { WindowBar } from "@/components/composer/window-bar";
import { conversationKeys } from "@/components/conversation/conversation-queries";
import { PresenceLine } from "@/components/conversation/presence";
import { conversationCopy } from "@/components/copy/conversation";
import { templatesCopy } from "@/components/copy/templates";
import { useShortcut } from "@/components/frame/shortcuts";
import { Button } from "@/components/ui/button";
import { Key } from "@/components/ui/key";
import type { ColleagueHere, SessionHeader } from "@/lib/chat/conversation-schemas";

/** Loaded when a template is wanted. */
const TemplatePicker = dynamic(() => import("@/components/composer/template-picker"), {
  ssr: false,
});

export type ComposerMode = "reply" | "note" | "template";

type ComposerProps = {
  session: SessionHeader;
  viewerName: string;
  presence: ColleagueHere[];
  mode: ComposerMode;
  onMode: (mode: ComposerMode) => void;
  onSend: (text: string) => void;
  onSendFile: (file: File, words: string) => void;
  onWriting: (writing: boolean) => void;
};

/** Window state first; then the field, or the reason why there is none and what can be sent instead. */
export function Composer(props: ComposerProps) {
  const { session, presence, mode, onMode } = props;
  const client = useQueryClient();
  const now = useWindowClock(session.window_expires_at);
  const blocked = blockedReason(session, now);
  useShortcut("n", (event) => {
    event.preventDefault();
    if (session.can_write) onMode("note");
  });

  const wantsTemplate = mode === "template" && session.template_refusal === null;
  const showsTemplates = mode !== "note" && (wantsTemplate || blocked?.offer === "template");
  return (
    <div className="shrink-0 border-t border-line bg-surface">
      <div className="mx-auto grid max-w-220 grid-cols-[minmax(0,1fr)] gap-2 px-5 pt-2.5 pb-3 max-tablet:px-2.5 max-tablet:pb-[max(12px,env(safe-area-inset-bottom))]">
        <div className="flex min-h-4.5 items-center justify-between gap-3 empty:hidden">
          <WindowBar expiresAt={session.window_expires_at} now={now} />
          <PresenceLine colleagues={presence} />
        </div>
        {mode === "note" ? (
          <NoteField sessionId={session.id} onDone={() => onMode("reply")} />
        ) : (
          <>
            {(blocked || showsTemplates) && (
              <Reason blocked={blocked} session={session} onMode={onMode} />
            )}
            {showsTemplates && (
              <TemplatePicker
                session={session}
                autoFocus={mode === "template"}
                onSent={() => {
                  void client.invalidateQueries({ queryKey: conversationKeys.changes(session.id) });
                  onMode("reply");
                }}
              />
            )}
            {!blocked && !showsTemplates && <ReplyField {...props} />}
          </>
        )}
      </div>
    </div>
  );
}

type ReasonProps = {
  blocked: Blocked | null;
  session: SessionHeader;
  onMode: (mode: ComposerMode) => void;
};

/** Why there is no field for a free reply, with what can be done instead. */
function Reason({ blocked, session, onMode }: ReasonProps) {
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5 rounded-md border border-line bg-sunken px-3 py-2 text-xs text-muted">
      <p role="status" className="min-w-48 grow basis-0">
        {blocked?.sentence ?? templatesCopy.pick}
      </p>
      {blocked?.offer === "newer" && (
        <Button asChild>
          <Link href={`/sessions/${session.newer_session_id}` as "/sessions"}>
            {conversationCopy.goNewer}
          </Link>
        </Button>
      )}
      {!blocked && (
        <Button variant="ghost" onClick={() => onMode("reply")}>
          {templatesCopy.back}
        </Button>
      )}
      {session.can_write && (
        <Button variant="ghost" onClick={() => onMode("note")}>
          <StickyNote aria-hidden="true" className="size-3.5" />
          {conversationCopy.note}
          <Key>N</Key>
        </Button>
      )}
    </div>
  );
}
