"use client";

declare global {
  // Bundlers' name for it: libraries that put a style sheet into the page look for it there.
  var __webpack_nonce__: string | undefined;
}

// Before any dialog opens: the lock on scrolling behind it is such a style sheet.
if (typeof document !== "undefined")
  globalThis.__webpack_nonce__ = document.querySelector("script")?.nonce || undefined;

/** Lets libraries' style sheets through the page's content policy; renders nothing. */
export function StyleNonce() {
  return null;
}
