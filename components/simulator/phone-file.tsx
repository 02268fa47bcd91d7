"use client";

import { FileText } from "lucide-react";
import { simulatorCopy } from "@/components/copy/simulator";
import { fileAddress, type PhoneMessage } from "@/components/simulator/simulator-queries";

/** What was sent with a message, as the phone shows it; null where the words of the bubble say enough. */
export function PhoneFile({ message }: { message: PhoneMessage }) {
  const { file, kind, text } = message;
  if (!file) return null;
  const address = fileAddress(file.id);
  if (kind === "image" || kind === "sticker") {
    return (
      // biome-ignore lint/performance/noImgElement: a file of the local stand-in, not a page's picture
      <img
        src={address}
        alt={text}
        className={
          kind === "image"
            ? "-mx-1 mb-1 aspect-4/3 w-64 max-w-[calc(100%+8px)] rounded-md object-cover"
            : "size-28"
        }
      />
    );
  }
  if (kind === "voice") {
    // biome-ignore lint/a11y/useMediaCaption: a voice note of the simulated customer has no captions
    return <audio controls preload="metadata" src={address} className="mb-1 h-9 w-60 max-w-full" />;
  }
  if (kind === "document") {
    const name = file.name ?? text;
    return (
      <a
        href={address}
        download={name}
        aria-label={simulatorCopy.openDocument(name)}
        className="mb-1 flex items-center gap-2 rounded-md border border-line bg-sunken px-2.5 py-2 text-sm font-medium text-link hover:underline"
      >
        <FileText aria-hidden="true" className="size-5 shrink-0" />
        <span className="truncate">{name}</span>
      </a>
    );
  }
  return null;
}
