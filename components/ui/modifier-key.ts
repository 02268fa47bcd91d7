/** `⌘` on Apple's machines, `Ctrl` elsewhere. Call it in the browser after the first render only. */
export function modifierKey(): string {
  if (typeof navigator === "undefined") return "Ctrl";
  return /Mac|iPhone|iPad/.test(navigator.userAgent) ? "⌘" : "Ctrl";
}
