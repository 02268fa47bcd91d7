"use client";

import type { RefObject } from "react";
import { useShortcut } from "@/components/frame/shortcuts";
import type { Selection } from "@/components/list/use-selection";

/**
 * J and K move the focus from row to row, X selects the one that has it; Enter opens it, as on any button.
 * A row that is not on screen is scrolled to first: it is not in the page before.
 */
export function useRowKeys(
  scroller: RefObject<HTMLDivElement | null>,
  scrollTo: (index: number) => void,
  ids: readonly string[],
  selection?: Selection,
): void {
  const current = () => {
    const focused = document.activeElement;
    const id =
      focused instanceof HTMLElement ? (focused.dataset.row ?? focused.dataset.select) : undefined;
    return id === undefined ? -1 : ids.indexOf(id);
  };
  const focus = (index: number, tries = 5) => {
    const id = ids[index];
    if (id === undefined) return;
    scrollTo(index);
    requestAnimationFrame(() => {
      // The checkbox stands first in a row; Enter must open it, so its button is preferred.
      const row =
        scroller.current?.querySelector<HTMLElement>(`[data-row="${CSS.escape(id)}"]`) ??
        scroller.current?.querySelector<HTMLElement>(`[data-select="${CSS.escape(id)}"]`);
      if (row) row.focus({ preventScroll: true });
      else if (tries > 0) focus(index, tries - 1);
    });
  };
  useShortcut("j", () => focus(Math.min(current() + 1, ids.length - 1)));
  useShortcut("k", () => focus(Math.max(current() - 1, 0)));
  useShortcut("x", () => {
    const id = ids[current()];
    if (id !== undefined) selection?.toggle(id);
  });
}
