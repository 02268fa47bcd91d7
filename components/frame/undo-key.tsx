"use client";

import { undoLast } from "@/components/conversation/say-with-undo";
import { useShortcut } from "@/components/frame/shortcuts";

/** Z takes back what was said last, on every page. */
export function UndoKey() {
  useShortcut("z", undoLast);
  return null;
}
