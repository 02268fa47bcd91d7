"use client";

import { useQuery } from "@tanstack/react-query";
import { type KeyboardEvent, type RefObject, useState } from "react";
import { cannedKeys, fetchCannedReplies } from "@/components/canned/canned-queries";
import { cannedLineAt, matchingReplies } from "@/components/composer/canned-line";
import { type CannedReply, fillCannedReply, type Placeholder } from "@/lib/canned/canned-reply";

type CannedMenu = {
  fieldRef: RefObject<HTMLTextAreaElement | null>;
  text: string;
  onText: (text: string) => void;
  values: Record<Placeholder, string>;
};

/** "/" on an empty line opens the canned replies; arrows move, Enter puts one in its place, Esc closes. */
export function useCannedMenu({ fieldRef, text, onText, values }: CannedMenu) {
  const [caret, setCaret] = useState(0);
  const [closedAt, setClosedAt] = useState<string | null>(null);
  const [active, setActive] = useState(0);
  const line = cannedLineAt(text, caret);
  const open = line !== null && closedAt !== text;
  const replies = useQuery({
    queryKey: cannedKeys.all,
    enabled: open,
    staleTime: 60_000,
    queryFn: ({ signal }) => fetchCannedReplies(signal),
  });
  const found = line ? matchingReplies(replies.data ?? [], line.query) : [];
  const place = Math.min(active, Math.max(0, found.length - 1));

  const insert = (reply: CannedReply) => {
    if (!line) return;
    const filled = fillCannedReply(reply.body, values);
    onText(text.slice(0, line.from) + filled + text.slice(line.to));
    const end = line.from + filled.length;
    requestAnimationFrame(() => {
      fieldRef.current?.focus();
      fieldRef.current?.setSelectionRange(end, end);
      setCaret(end);
    });
  };

  const onKeyDown = (event: KeyboardEvent): boolean => {
    if (!open || event.nativeEvent.isComposing) return false;
    const chosen = found[place];
    const plain = !event.metaKey && !event.ctrlKey;
    if (event.key === "ArrowDown" && found.length > 0) setActive((place + 1) % found.length);
    else if (event.key === "ArrowUp" && found.length > 0)
      setActive((place - 1 + found.length) % found.length);
    else if (event.key === "Enter" && plain && chosen) insert(chosen);
    else if (event.key === "Escape") setClosedAt(text);
    else return false;
    // Also keeps the page's own Esc, which leaves the conversation, from running.
    event.preventDefault();
    return true;
  };

  return {
    open,
    found,
    active: place,
    state: replies,
    insert,
    onKeyDown,
    onCaret: () => setCaret(fieldRef.current?.selectionStart ?? 0),
    onType: () => setActive(0),
  };
}
