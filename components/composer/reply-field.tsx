"use client";

import { LayoutTemplate, StickyNote, Zap } from "lucide-react";
import dynamic from "next/dynamic";
import { useId, useRef, useState } from "react";
import { AttachButton, AttachedFilePreview } from "@/components/composer/attached-file";
import { CannedMenu, cannedOptionId } from "@/components/composer/canned-menu";
import { GrowingField } from "@/components/composer/growing-field";
import { SplitPreview } from "@/components/composer/split-preview";
import { useAttachedFile } from "@/components/composer/use-attached-file";
import { useCannedMenu } from "@/components/composer/use-canned-menu";
import { useDraft } from "@/components/composer/use-draft";
import { isSendPress, useModifier } from "@/components/composer/use-modifier";
import { useWriting } from "@/components/composer/use-writing";
import { cannedCopy } from "@/components/copy/canned";
import { composerCopy } from "@/components/copy/composer";
import { conversationCopy } from "@/components/copy/conversation";
import { mediaCopy } from "@/components/copy/media";
import { templatesCopy } from "@/components/copy/templates";
import { useShortcut } from "@/components/frame/shortcuts";
import { Button } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";
import { Key } from "@/components/ui/key";
import type { ColleagueHere, SessionHeader } from "@/lib/chat/conversation-schemas";
import { longestWords } from "@/lib/media/send/staff-file";
import { MAX_TEXT_MESSAGE_LENGTH } from "@/lib/whatsapp/split-text";

/** Loaded when it is first asked for. */
const CannedDialog = dynamic(() => import("@/components/canned/canned-dialog"), { ssr: false });

const textLimit = 20_000;

type ReplyFieldProps = {
  session: SessionHeader;
  /** Whose unsent text it keeps; the conversation's without it. */
  draftId?: string;
  viewerName: string;
  presence: ColleagueHere[];
  onSend: (text: string) => void;
  /** Without it no file can go with the reply. */
  onSendFile?: (file: File, words: string) => void;
  onWriting: (writing: boolean) => void;
  onMode: (mode: "note" | "template") => void;
};

/** The field of a free reply: canned replies, length, and a question when a colleague writes at the same time. */
export function ReplyField(props: ReplyFieldProps) {
  const { session, viewerName, presence, onSend, onMode } = props;
  const [text, setText] = useDraft(props.draftId ?? session.id, "reply");
  const [asks, setAsks] = useState(false);
  const [manages, setManages] = useState(false);
  const fieldRef = useRef<HTMLTextAreaElement>(null);
  const hintId = useId();
  const listId = useId();
  const modifier = useModifier();
  const writing = useWriting(props.onWriting);
  const attached = useAttachedFile();
  const { file } = attached;
  const name = session.name?.trim() ?? "";
  const menu = useCannedMenu({
    fieldRef,
    text,
    onText: setText,
    values: {
      customer_name: name,
      customer_first_name: name.split(/\s+/)[0] ?? "",
      my_name: viewerName,
    },
  });
  useShortcut("r", (event) => {
    event.preventDefault();
    fieldRef.current?.focus();
  });

  const trimmed = text.trim();
  const isTooLong = file !== null && trimmed.length > longestWords;
  const canSend = file ? !isTooLong : trimmed !== "";
  const other = presence.find(({ activity }) => activity === "writing");
  const asking = asks && other !== undefined;
  const send = () => {
    if (!canSend) return;
    if (other && !asks) {
      setAsks(true);
      return;
    }
    if (file) props.onSendFile?.(file, trimmed);
    else onSend(trimmed);
    attached.drop();
    setText("");
    setAsks(false);
    writing.stop();
    fieldRef.current?.focus();
  };
  const openCanned = () => {
    const line = text && !text.endsWith("\n") ? `${text}\n/` : `${text}/`;
    setText(line);
    fieldRef.current?.focus();
    requestAnimationFrame(() => {
      fieldRef.current?.setSelectionRange(line.length, line.length);
      menu.onCaret();
    });
  };

  return (
    <>
      <form
        className={classNames(
          "relative rounded-md border border-control bg-raised focus-within:border-focus focus-within:outline-1 focus-within:outline-focus",
          attached.isOver && "border-focus bg-selected",
        )}
        {...(props.onSendFile && attached.target)}
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        {menu.open && <CannedMenu id={listId} menu={menu} onManage={() => setManages(true)} />}
        <GrowingField
          ref={fieldRef}
          value={text}
          maxLength={textLimit}
          aria-label={composerCopy.label}
          aria-describedby={hintId}
          aria-haspopup="listbox"
          aria-controls={menu.open ? listId : undefined}
          aria-autocomplete="list"
          aria-activedescendant={activeOption()}
          placeholder={composerCopy.placeholder}
          onChange={(event) => {
            setText(event.target.value);
            menu.onType();
            menu.onCaret();
            writing.note(event.target.value);
          }}
          onSelect={menu.onCaret}
          onKeyDown={(event) => {
            if (menu.onKeyDown(event)) return;
            if (isSendPress(event)) {
              event.preventDefault();
              send();
            } else if (event.key === "/" && (event.metaKey || event.ctrlKey)) {
              event.preventDefault();
              onMode("template");
            }
          }}
        />
        {attached.isOver && <p className="px-3 pb-1 text-link text-xs">{mediaCopy.drop}</p>}
        <AttachedFilePreview attached={attached} />
        {isTooLong && (
          <p role="alert" className="px-3 pb-1 text-bad text-xs">
            {mediaCopy.wordsTooLong}
          </p>
        )}
        {!file && text.length > MAX_TEXT_MESSAGE_LENGTH && <SplitPreview text={text} />}
        {asking && (
          <div
            role="alert"
            className="flex flex-wrap items-center gap-2 border-t border-warn-line bg-warn-soft px-3 py-1.5 text-xs text-warn"
          >
            <span className="grow">{composerCopy.otherWrites(other.name)}</span>
            <Button onClick={() => setAsks(false)}>{composerCopy.waitForThem}</Button>
            <Button type="submit">{composerCopy.sendAnyway}</Button>
          </div>
        )}
        <div className="@container flex items-center gap-0.5 px-1.5 pb-1.5">
          {props.onSendFile && <AttachButton attached={attached} />}
          <Button
            variant="ghost"
            aria-label={templatesCopy.button}
            onClick={() => onMode("template")}
          >
            <LayoutTemplate aria-hidden="true" className="size-3.5" />
            <span className="@max-md:sr-only max-wide:sr-only">{templatesCopy.button}</span>
          </Button>
          <Button variant="ghost" aria-label={cannedCopy.button} onClick={openCanned}>
            <Zap aria-hidden="true" className="size-3.5" />
            <span className="@max-md:sr-only max-wide:sr-only">{cannedCopy.button}</span>
            <Key>/</Key>
          </Button>
          <Button variant="ghost" aria-label={conversationCopy.note} onClick={() => onMode("note")}>
            <StickyNote aria-hidden="true" className="size-3.5" />
            <span className="@max-md:sr-only max-wide:sr-only">{conversationCopy.note}</span>
            <Key>N</Key>
          </Button>
          <span id={hintId} className="ml-auto pr-1.5 text-2xs text-muted tabular-nums">
            <span className={classNames(text.length === 0 && "invisible")}>
              {composerCopy.count(
                text.length.toLocaleString("en"),
                MAX_TEXT_MESSAGE_LENGTH.toLocaleString("en"),
              )}
            </span>
          </span>
          <Button type="submit" variant="primary" disabled={!canSend}>
            {composerCopy.send}
            <Key>{`${modifier} ↵`}</Key>
          </Button>
        </div>
      </form>
      {/* Outside of the form: its own Save would bubble up here and send the reply. */}
      {manages && <CannedDialog onClose={() => setManages(false)} />}
    </>
  );

  function activeOption(): string | undefined {
    const reply = menu.open ? menu.found[menu.active] : undefined;
    return reply && cannedOptionId(listId, reply.id);
  }
}
