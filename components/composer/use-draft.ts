"use client";

import { useEffect, useState } from "react";

const keyOf = (sessionId: string, kind: string) =>
  kind === "reply" ? `draft-${sessionId}` : `draft-${kind}-${sessionId}`;

/** Unsent text of one conversation, kept in this tab over reloads, sign-in and moving about. */
export function useDraft(
  sessionId: string,
  kind: "reply" | "note",
): [string, (text: string) => void] {
  const [text, setText] = useState("");
  const key = keyOf(sessionId, kind);
  useEffect(() => setText(sessionStorage.getItem(key) ?? ""), [key]);
  const change = (next: string) => {
    setText(next);
    if (next) sessionStorage.setItem(key, next);
    else sessionStorage.removeItem(key);
  };
  return [text, change];
}
