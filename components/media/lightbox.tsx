"use client";

import { ChevronLeft, ChevronRight, Download, X } from "lucide-react";
import { Dialog } from "radix-ui";
import { commonCopy } from "@/components/copy/common";
import { mediaCopy } from "@/components/copy/media";
import { fileName } from "@/components/media/file-name";
import { fileAddress, saveAddress } from "@/components/media/media-queries";
import { Button } from "@/components/ui/button";
import type { MediaKind } from "@/lib/media/media-words";

export type ShownFile = {
  id: string;
  kind: MediaKind;
  file_name: string | null;
  caption: string | null;
};

type LightboxProps = {
  /** Photos and videos that can be gone through. */
  files: readonly ShownFile[];
  openId: string;
  onOpen: (id: string) => void;
  onClose: () => void;
};

/** One photo or video, large. Arrow keys go on, Esc closes and gives the focus back. */
export default function Lightbox({ files, openId, onOpen, onClose }: LightboxProps) {
  const place = files.findIndex(({ id }) => id === openId);
  const file = files[place];
  if (!file) return null;
  const go = (step: number) => {
    const next = files[place + step];
    if (next) onOpen(next.id);
  };
  const name = fileName(file);
  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 bg-[oklch(0.16_0.01_75/0.86)]" />
        <Dialog.Content
          aria-describedby={undefined}
          className="fixed inset-4 z-50 flex flex-col gap-2 rounded-lg bg-raised p-3 shadow-raised outline-none max-tablet:inset-0 max-tablet:rounded-none"
          onCloseAutoFocus={(event) => {
            // Back to the file that was seen last: it may not be the one that was opened.
            const seen = document.querySelector<HTMLElement>(`[data-file="${CSS.escape(openId)}"]`);
            if (!seen) return;
            event.preventDefault();
            seen.focus();
          }}
          onKeyDown={(event) => {
            if (event.key === "ArrowLeft") go(-1);
            if (event.key === "ArrowRight") go(1);
          }}
        >
          <div className="flex items-center gap-2">
            <Dialog.Title className="min-w-0 grow truncate font-semibold text-ink text-md">
              {name}
            </Dialog.Title>
            <span className="text-muted text-xs tabular-nums">
              {files.length > 1 && mediaCopy.place(place + 1, files.length)}
            </span>
            <Button asChild>
              <a href={saveAddress(file.id)}>
                <Download aria-hidden="true" className="size-3.5" />
                {mediaCopy.save}
              </a>
            </Button>
            <Dialog.Close asChild>
              <Button variant="ghost" size="icon" aria-label={commonCopy.close}>
                <X aria-hidden="true" className="size-4" />
              </Button>
            </Dialog.Close>
          </div>
          <div className="relative flex min-h-0 grow items-center justify-center rounded-md bg-sunken">
            {file.kind === "video" ? (
              // biome-ignore lint/a11y/useMediaCaption: customers send videos without captions
              <video
                key={file.id}
                controls
                src={fileAddress(file.id)}
                aria-label={mediaCopy.play(name)}
                className="max-h-full max-w-full"
              />
            ) : (
              // biome-ignore lint/performance/noImgElement: a private file behind an address that lapses
              <img
                key={file.id}
                src={fileAddress(file.id)}
                alt={file.caption ?? name}
                className="max-h-full max-w-full object-contain"
              />
            )}
            {files.length > 1 && (
              <>
                <Button
                  size="icon"
                  aria-label={mediaCopy.previous}
                  disabled={place === 0}
                  className="absolute left-2"
                  onClick={() => go(-1)}
                >
                  <ChevronLeft aria-hidden="true" className="size-4" />
                </Button>
                <Button
                  size="icon"
                  aria-label={mediaCopy.next}
                  disabled={place === files.length - 1}
                  className="absolute right-2"
                  onClick={() => go(1)}
                >
                  <ChevronRight aria-hidden="true" className="size-4" />
                </Button>
              </>
            )}
          </div>
          {file.caption && <p className="text-muted text-xs">{file.caption}</p>}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
