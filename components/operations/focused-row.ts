/** The id of the row of a list that has the focus, for keys that act on it. */
export function focusedRow(): string | null {
  const focused = document.activeElement;
  if (!(focused instanceof HTMLElement)) return null;
  return focused.dataset.row ?? focused.dataset.select ?? null;
}
