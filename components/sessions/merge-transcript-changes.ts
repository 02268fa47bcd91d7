import type { InfiniteData } from "@tanstack/react-query";
import type { TranscriptMessage, TranscriptPage } from "@/lib/chat/console-schemas";

/** The first page holds the newest messages; each next page is older. */
export type TranscriptPages = InfiniteData<TranscriptPage, number | null>;

/**
 * Puts changed bubbles in their places: those at hand are replaced where they stand, newer ones join the
 * newest page. Older ones that are not loaded are left for their page to bring.
 */
export function mergeTranscriptChanges(
  pages: TranscriptPages,
  changed: TranscriptMessage[],
  asOf: string,
): TranscriptPages {
  const byId = new Map(changed.map((message) => [message.id, message]));
  const newest = pages.pages[0]?.messages.at(-1)?.seq ?? 0;
  return {
    pageParams: pages.pageParams,
    pages: pages.pages.map((page, index) => {
      const messages = page.messages.map((message) => byId.get(message.id) ?? message);
      if (index > 0) return { ...page, messages };
      const added = changed.filter((message) => message.seq > newest).sort((a, b) => a.seq - b.seq);
      return { ...page, messages: [...messages, ...added], as_of: asOf };
    }),
  };
}
