"use client";

import { CornerDownLeft } from "lucide-react";
import { useEffect, useId, useRef, useState } from "react";
import { composerCopy } from "@/components/copy/composer";
import { useShortcut } from "@/components/frame/shortcuts";
import { blockedReason } from "@/components/sessions/blocked-reason";
import { useDraft } from "@/components/sessions/use-draft";
import { WindowBar } from "@/components/sessions/window-bar";
import { useViewerTime } from "@/components/time/viewer-time";
import { Button } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import { Key } from "@/components/ui/key";
import { modifierKey } from "@/components/ui/modifier-key";
import type { SessionHeader } from "@/lib/chat/console-schemas";

/** WhatsApp's limit of one text message; longer texts leave in parts. */
const messageLimit = 4_096;
const textLimit = 20_000;

type ComposerProps = { session: SessionHeader; onSend: (text: string) => void };

/** Window state first; then the field, or the reason why there is none. The text is kept either way. */
export function Composer({ session, onSend }: ComposerProps) {
  const { now } = useViewerTime();
  const [text, setText] = useDraft(session.id);
  const fieldRef = useRef<HTMLTextAreaElement>(null);
  const hintId = useId();
  const modifier = useModifier();
  const blocked = blockedReason(session, now);
  const trimmed = text.trim();

  useShortcut("r", (event) => {
    event.preventDefault();
    fieldRef.current?.focus();
  });
  useEffect(() => {
    const field = fieldRef.current;
    if (!field || CSS.supports("field-sizing", "content")) return;
    field.style.height = "auto";
    field.style.height = `${Math.min(field.scrollHeight, 200)}px`;
  });

  const send = () => {
    if (blocked || !trimmed) return;
    onSend(trimmed);
    setText("");
    fieldRef.current?.focus();
  };

  return (
    <div className="shrink-0 border-t border-line bg-surface">
      <div className="mx-auto max-w-220 px-5 pt-2.5 pb-3 max-tablet:px-2.5 max-tablet:pb-[max(12px,env(safe-area-inset-bottom))]">
        <WindowBar session={session} />
        {blocked ? (
          <p
            role="status"
            className="rounded-md border border-line bg-sunken px-3 py-2.5 text-xs text-muted"
          >
            {blocked}
          </p>
        ) : (
          <form
            className="rounded-md border border-control bg-raised focus-within:border-focus focus-within:outline-1 focus-within:outline-focus"
            onSubmit={(event) => {
              event.preventDefault();
              send();
            }}
          >
            <textarea
              ref={fieldRef}
              rows={1}
              value={text}
              maxLength={textLimit}
              aria-label={composerCopy.label}
              aria-describedby={hintId}
              placeholder={composerCopy.placeholder}
              onChange={(event) => setText(event.target.value)}
              onKeyDown={(event) => {
                if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) {
                  event.preventDefault();
                  send();
                }
              }}
              className="block field-sizing-content max-h-50 min-h-10 w-full resize-none bg-transparent px-3 py-2 leading-5 text-ink outline-none max-tablet:text-lg"
            />
            <div className="flex items-center gap-2 px-1.5 pb-1.5">
              <span id={hintId} className="ml-auto text-2xs text-muted tabular-nums">
                <span className={classNames(text.length === 0 && "invisible")}>
                  {text.length > messageLimit
                    ? composerCopy.parts(Math.ceil(text.length / messageLimit))
                    : composerCopy.count(
                        text.length.toLocaleString("en"),
                        messageLimit.toLocaleString("en"),
                      )}
                </span>
              </span>
              <Button type="submit" variant="primary" disabled={!trimmed}>
                {composerCopy.send}
                <Key>
                  {modifier} <CornerDownLeft className="inline size-2.5" />
                </Key>
              </Button>
            </div>
          </form>
        )}
      </div>
    </div>
  );
}

function useModifier() {
  const [modifier, setModifier] = useState("Ctrl");
  useEffect(() => setModifier(modifierKey()), []);
  return modifier;
}
