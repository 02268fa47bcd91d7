"use client";

import { composerCopy } from "@/components/copy/composer";
import { splitText } from "@/lib/whatsapp/split-text";

const edge = 48;

/** A text too long for one message: how many bubbles it becomes, and where each begins and ends. */
export function SplitPreview({ text }: { text: string }) {
  const parts = splitText(text);
  if (parts.length < 2) return null;
  return (
    <details className="border-t border-line px-3 py-1.5 text-2xs text-muted">
      <summary className="cursor-pointer">{composerCopy.parts(parts.length)}</summary>
      <ol className="mt-1 grid list-inside list-decimal gap-1">
        {parts.map((part, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: parts have no identity but their place
          <li key={index} className="truncate">
            {part.slice(0, edge)} <span className="text-faint">…</span> {part.slice(-edge)}{" "}
            <span className="tabular-nums">({part.length.toLocaleString("en")})</span>
          </li>
        ))}
      </ol>
    </details>
  );
}
