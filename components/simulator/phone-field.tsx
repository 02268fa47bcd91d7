"use client";

import { ListPlus, SendHorizontal, X } from "lucide-react";
import { type KeyboardEvent, useRef, useState } from "react";
import { simulatorCopy } from "@/components/copy/simulator";
import { AttachMenu } from "@/components/simulator/attach-menu";
import type { CustomerAct, PhoneMessage } from "@/components/simulator/simulator-queries";
import { Button } from "@/components/ui/button";

type PhoneFieldProps = {
  replyTo: PhoneMessage | null;
  onCancelReply: () => void;
  failed: boolean;
  onSend: (acts: CustomerAct[], batch: boolean) => Promise<void>;
};

type Line = { key: number; text: string };

/** The field: Enter sends, Shift+Enter queues a line, and queued lines leave together. */
export function PhoneField({ replyTo, onCancelReply, failed, onSend }: PhoneFieldProps) {
  const [text, setText] = useState("");
  const [lines, setLines] = useState<Line[]>([]);
  const [batch, setBatch] = useState(false);
  const nextKey = useRef(0);
  const fieldRef = useRef<HTMLInputElement>(null);
  const words = simulatorCopy;

  const queue = () => {
    if (!text.trim()) return;
    nextKey.current += 1;
    setLines([...lines, { key: nextKey.current, text: text.trim() }]);
    setText("");
  };
  const send = async () => {
    const all = [...lines.map((line) => line.text), text.trim()].filter(Boolean);
    if (all.length === 0) return;
    const kept = { text, lines };
    setText("");
    setLines([]);
    fieldRef.current?.focus();
    const acts = all.map(
      (one): CustomerAct => ({ kind: "text", text: one, ...(replyTo && { reply_to: replyTo.id }) }),
    );
    try {
      await onSend(acts, batch);
    } catch {
      // The mutation shows the failure; the words go back to the field.
      setText(kept.text);
      setLines(kept.lines);
    }
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key !== "Enter" || event.nativeEvent.isComposing) return;
    event.preventDefault();
    if (event.shiftKey) queue();
    else void send();
  };

  return (
    <div className="shrink-0 border-t border-line bg-surface px-2.5 pt-2 pb-3">
      {failed && (
        <p role="alert" className="mb-1.5 text-xs text-bad">
          {words.sendFailed}
        </p>
      )}
      {replyTo && (
        <p className="mb-1.5 flex items-center gap-2 rounded-sm border-l-3 border-good-solid bg-sunken px-2 py-1 text-xs text-muted">
          <span className="truncate">
            {words.replyingTo}: {replyTo.text}
          </span>
          <button
            type="button"
            aria-label={words.cancelReply}
            onClick={onCancelReply}
            className="ml-auto grid size-6 shrink-0 place-items-center rounded-full hover:bg-hover"
          >
            <X aria-hidden="true" className="size-3.5" />
          </button>
        </p>
      )}
      {lines.length > 0 && (
        <div className="mb-1.5">
          <ul className="grid max-h-28 gap-1 overflow-y-auto">
            {lines.map((line) => (
              <li
                key={line.key}
                className="flex items-center gap-2 rounded-sm border border-dashed border-good-solid px-2 py-0.5 text-xs"
              >
                <span className="truncate">{line.text}</span>
                <button
                  type="button"
                  aria-label={`${words.removeLine}: ${line.text}`}
                  onClick={() => setLines(lines.filter((one) => one !== line))}
                  className="ml-auto grid size-6 shrink-0 place-items-center rounded-full hover:bg-hover"
                >
                  <X aria-hidden="true" className="size-3" />
                </button>
              </li>
            ))}
          </ul>
          <label
            title={words.asBatchHint}
            className="mt-1 flex items-center gap-1.5 text-2xs text-muted"
          >
            <input
              type="checkbox"
              checked={batch}
              onChange={(event) => setBatch(event.target.checked)}
              className="size-3.5 accent-ink"
            />
            {words.asBatch}
          </label>
        </div>
      )}
      <div className="flex items-center gap-1">
        <AttachMenu
          caption={text.trim()}
          onSend={(acts) => {
            const takesCaption = acts.some((act) => "caption" in act);
            void onSend(acts, false).then(
              () => takesCaption && setText(""),
              () => undefined,
            );
          }}
        />
        <input
          ref={fieldRef}
          value={text}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={onKeyDown}
          aria-label={words.message}
          placeholder={words.placeholder}
          autoComplete="off"
          maxLength={70_000}
          className="h-9 min-w-0 grow rounded-full border border-control bg-raised px-3.5 text-md text-ink max-tablet:h-11 max-tablet:text-lg"
        />
        <Button
          variant="ghost"
          size="icon"
          aria-label={words.queue}
          title={words.queueHint}
          disabled={!text.trim()}
          onClick={queue}
        >
          <ListPlus aria-hidden="true" className="size-4.5" />
        </Button>
        <Button
          variant="primary"
          size="icon"
          aria-label={words.send}
          disabled={!text.trim() && lines.length === 0}
          onClick={() => void send()}
          className="rounded-full"
        >
          <SendHorizontal aria-hidden="true" className="size-4" />
        </Button>
      </div>
    </div>
  );
}
