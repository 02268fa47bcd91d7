"use client";

import { useEffect } from "react";
import { Toaster as Sonner, toast } from "sonner";
import { commonCopy } from "@/components/copy/common";
import { connectToaster } from "@/components/ui/toast";

/** Says what happened and offers Undo. Errors stay where they arose and are never toasts. */
export function ShownToasts() {
  // Sonner's own effect has run by then: it listens, and misses nothing.
  useEffect(
    () =>
      connectToaster({
        show: ({ sentence, isFailure, ...options }) =>
          isFailure ? toast.error(sentence, options) : toast(sentence, options),
        hide: (id) => toast.dismiss(id),
      }),
    [],
  );
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
          // A hand reaches what lies under a notice: a pointer that rests there would keep it, and block, for good.
          // What a notice offers, a button or a link, is pressed all the same.
          toast:
            "pointer-events-none flex w-(--width) items-center gap-2.5 rounded-md bg-ink px-3 py-2 text-xs text-on-ink shadow-raised [&_a]:pointer-events-auto [&_a]:ml-auto [&_a]:shrink-0 [&_a]:font-medium [&_a]:underline",
          title: "grow",
          actionButton:
            "pointer-events-auto ml-auto rounded-sm border border-current px-2 py-1 text-2xs font-medium text-on-ink",
        },
      }}
    />
  );
}
