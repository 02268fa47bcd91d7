"use client";

import { Toaster as Sonner } from "sonner";
import { commonCopy } from "@/components/copy/common";

/** Says what happened and offers Undo. Errors stay where they arose and are never toasts. */
export function Toaster() {
  return (
    <Sonner
      // Below the page bar: at the bottom it would lie on the composer.
      position="top-center"
      offset={{ top: 64 }}
      mobileOffset={{ top: 64 }}
      duration={8000}
      containerAriaLabel={commonCopy.notifications}
      toastOptions={{
        unstyled: true,
        classNames: {
          toast:
            "flex w-(--width) items-center gap-2.5 rounded-md bg-ink px-3 py-2 text-xs text-on-ink shadow-raised",
          title: "grow",
          actionButton:
            "ml-auto rounded-sm border border-current px-2 py-1 text-2xs font-medium text-on-ink",
        },
      }}
    />
  );
}
