"use client";

import { commonCopy } from "@/components/copy/common";
import { errorPageCopy } from "@/components/copy/error-page";
import "@/app/globals.css";

/**
 * When even the layout could not be rendered. It is built beforehand and so carries no nonce: none of its
 * scripts may run, and trying again is a link.
 */
export default function GlobalError() {
  return (
    <html lang="en">
      <body>
        <title>{errorPageCopy.title}</title>
        <main className="grid h-dvh place-content-center gap-3 px-6 text-center text-sm">
          <h1 className="font-semibold text-ink text-lg">{errorPageCopy.title}</h1>
          <p className="text-muted">{errorPageCopy.body}</p>
          {/* biome-ignore lint/a11y/useValidAnchor: an empty address asks for this page again */}
          <a href="" className="text-link underline">
            {commonCopy.tryAgain}
          </a>
        </main>
      </body>
    </html>
  );
}
