import type { InfiniteData } from "@tanstack/react-query";
import type {
  SessionNote,
  TranscriptMessage,
  TranscriptPage,
  TranscriptPlace,
} from "@/lib/chat/conversation-schemas";

/** The first page holds the newest bubbles at hand; each next page is older. */
export type TranscriptPages = InfiniteData<TranscriptPage, TranscriptPlace>;

/**
 * Puts changed bubbles and notes in their places: those at hand are replaced where they stand, newer
 * ones join the newest page if it reaches to the end. What is not loaded is left for its page to bring.
 */
export function mergeTranscriptChanges(
  { pages, pageParams }: TranscriptPages,
  changed: { messages?: TranscriptMessage[]; notes?: SessionNote[] },
): TranscriptPages {
  const { messages = [], notes = [] } = changed;
  const byId = new Map(messages.map((message) => [message.id, message]));
  const newest = pages[0]?.messages.at(-1)?.seq ?? 0;
  const withBubbles = pages.map((page, index) => {
    const kept = page.messages.map((message) => byId.get(message.id) ?? message);
    if (index > 0 || page.newer) return { ...page, messages: kept };
    const added = messages.filter(({ seq }) => seq > newest).sort((a, b) => a.seq - b.seq);
    return { ...page, messages: [...kept, ...added] };
  });
  return { pageParams, pages: mergeNotes(withBubbles, notes) };
}

function mergeNotes(pages: TranscriptPage[], changed: SessionNote[]): TranscriptPage[] {
  if (changed.length === 0) return pages;
  const changedIds = new Set(changed.map(({ id }) => id));
  return pages.map((page, index) => {
    const kept = page.notes.filter(({ id }) => !changedIds.has(id));
    const here = changed.filter((note) => !note.deleted && pageOf(pages, note) === index);
    return { ...page, notes: [...kept, ...here].sort(byPlace) };
  });
}

/** The page from whose first bubble on the note stands; -1 when that page is not loaded. */
function pageOf(pages: TranscriptPage[], { after_seq }: SessionNote): number {
  const newest = pages[0];
  if (newest?.newer && after_seq > (newest.messages.at(-1)?.seq ?? 0)) return -1;
  const index = pages.findIndex(({ messages: [first] }) => first && first.seq <= after_seq);
  if (index >= 0) return index;
  return pages.at(-1)?.more ? -1 : pages.length - 1;
}

const byPlace = (a: SessionNote, b: SessionNote) =>
  a.after_seq - b.after_seq || a.at.localeCompare(b.at);
