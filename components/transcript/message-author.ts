import { sessionsCopy } from "@/components/copy/sessions";
import { transcriptCopy } from "@/components/copy/transcript";
import type { TranscriptMessage } from "@/lib/chat/conversation-schemas";

/** Who speaks, in a word: the customer's name where it is known, one's own words as "You". */
export function messageAuthor(message: TranscriptMessage, customer: string): string {
  if (message.by_me) return sessionsCopy.you;
  if (message.author === "staff" && message.author_name) return message.author_name;
  return authorName(message.author, customer);
}

export const authorName = (author: TranscriptMessage["author"], customer: string) =>
  author === "customer" && customer ? customer : transcriptCopy.authors[author];
