"use client";

import Link from "next/link";
import { transcriptCopy } from "@/components/copy/transcript";
import type { TranscriptMessage } from "@/lib/chat/conversation-schemas";

type Quote = NonNullable<TranscriptMessage["quote"]>;
type QuoteBlockProps = { quote: Quote; author: string; onJump: (seq: number) => void };

const look =
  "-mx-1.5 mb-1.5 block w-[calc(100%+12px)] rounded-xs border-l-3 border-customer-solid bg-[color-mix(in_oklch,var(--surface)_65%,transparent)] px-2 py-1 text-left text-xs leading-4 text-muted hover:bg-surface";

/** What a message answers; a press goes there, also to an earlier conversation. */
export function QuoteBlock({ quote, author, onJump }: QuoteBlockProps) {
  const content = (
    <>
      <b className="block font-medium">{author}</b>
      <span className="line-clamp-2">{quote.text}</span>
    </>
  );
  if (!quote.here) {
    return (
      <Link
        href={`/sessions/${quote.session_id}?at=${quote.seq}` as "/sessions"}
        title={transcriptCopy.quoteElsewhere}
        className={look}
      >
        {content}
      </Link>
    );
  }
  return (
    <button
      type="button"
      title={transcriptCopy.quoteJump}
      onClick={() => onJump(quote.seq)}
      className={look}
    >
      {content}
    </button>
  );
}
