"use client";

import { useEffect, useState } from "react";
import { modifierKey } from "@/components/ui/modifier-key";

/** ⌘ or Ctrl; the server, which cannot know, says Ctrl. */
export function useModifier(): string {
  const [modifier, setModifier] = useState("Ctrl");
  useEffect(() => setModifier(modifierKey()), []);
  return modifier;
}

/** The press that sends: Enter with ⌘ or Ctrl. */
export const isSendPress = (event: { key: string; metaKey: boolean; ctrlKey: boolean }) =>
  event.key === "Enter" && (event.metaKey || event.ctrlKey);
