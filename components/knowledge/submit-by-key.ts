import type { KeyboardEvent } from "react";

/** Ctrl or ⌘ with Enter saves, also from within a field of several lines. */
export function submitByKey(isAllowed: boolean, submit: () => unknown) {
  return (event: KeyboardEvent) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || !isAllowed) return;
    event.preventDefault();
    submit();
  };
}
