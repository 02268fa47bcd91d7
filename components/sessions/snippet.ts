import { sessionsCopy } from "@/components/copy/sessions";
import { transcriptCopy } from "@/components/copy/transcript";
import type { SessionRow } from "@/lib/chat/console-schemas";

/** The newest bubble in one line: who wrote it (unless the customer), then its readable form. */
export function snippetOf(row: SessionRow): string {
  const last = row.last_message;
  if (!last) return sessionsCopy.noMessages;
  const text = last.text.replace(/\s+/g, " ");
  if (last.author === "customer") return text;
  if (last.author === "staff") {
    return `${last.by_me ? sessionsCopy.you : transcriptCopy.authors.staff}: ${text}`;
  }
  return `${sessionsCopy.bot}: ${text}`;
}
