"use client";

import { useEffect, useState } from "react";

const keyOf = (sessionId: string) => `draft-${sessionId}`;

/** Unsent text of one conversation, kept in this tab over reloads, sign-in and moving about. */
export function useDraft(sessionId: string): [string, (text: string) => void] {
  const [text, setText] = useState("");
  useEffect(() => setText(sessionStorage.getItem(keyOf(sessionId)) ?? ""), [sessionId]);
  const change = (next: string) => {
    setText(next);
    if (next) sessionStorage.setItem(keyOf(sessionId), next);
    else sessionStorage.removeItem(keyOf(sessionId));
  };
  return [text, change];
}
