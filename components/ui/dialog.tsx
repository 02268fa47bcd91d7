"use client";

import { X } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { commonCopy } from "@/components/copy/common";
import { Button } from "@/components/ui/button";

type DialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  description?: string;
  children: ReactNode;
};

/** A modal for one short act. Esc closes it and focus returns to where it was. */
export function Dialog({ open, onOpenChange, title, description, children }: DialogProps) {
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-[oklch(0.2_0.01_75/0.4)]" />
        <Radix.Content
          aria-describedby={description ? undefined : ""}
          className="fixed top-1/2 left-1/2 z-50 flex max-h-[86dvh] w-[min(440px,calc(100vw-32px))] -translate-x-1/2 -translate-y-1/2 flex-col overflow-y-auto rounded-lg bg-raised p-5 shadow-raised"
        >
          <div className="flex items-start gap-3">
            <Radix.Title className="grow text-lg font-semibold text-ink">{title}</Radix.Title>
            <Radix.Close asChild>
              <Button
                variant="ghost"
                size="icon"
                aria-label={commonCopy.close}
                className="-mt-0.5 -mr-1.5"
              >
                <X aria-hidden="true" className="size-4" />
              </Button>
            </Radix.Close>
          </div>
          {description && (
            <Radix.Description className="text-xs text-muted">{description}</Radix.Description>
          )}
          <div className="mt-3">{children}</div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
