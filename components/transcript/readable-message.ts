import { transcriptCopy } from "@/components/copy/transcript";
import type { TranscriptMessage } from "@/lib/chat/conversation-schemas";

export type ReadableMessage = {
  /** What kind of thing it is, where the words alone do not say so. */
  label: string | null;
  body: string;
  /** What the message is about, in a line of its own. */
  note: string | null;
};

const forwardedMark = "[Forwarded] ";
const foundInFile = /(^|\n)\[The (photo shows|document says): [\s\S]*\]$/;

/**
 * Splits the readable form that intake made ("[Voice note] words") into what it is and what was said.
 * Plain words are never taken apart: brackets that a customer typed are theirs.
 */
export function readableMessage(message: TranscriptMessage): ReadableMessage {
  if (message.deleted) return { label: null, body: transcriptCopy.deleted, note: null };
  let text = message.text;
  if (message.details?.forwarded && text.startsWith(forwardedMark)) {
    text = text.slice(forwardedMark.length);
  }
  if (text === message.written) return { label: null, body: text, note: null };
  const about = /\n\[(About product [^\]]*)\]$/.exec(text);
  if (about) text = text.slice(0, about.index);
  const note = about?.[1] ?? null;
  if (text === message.written) return { label: null, body: text, note };
  if (message.details?.order) {
    return { label: transcriptCopy.order.title, body: message.written ?? "", note };
  }
  const labelled = /^\[([^\]]*)\]\s*([\s\S]*)$/.exec(text);
  if (!labelled) return { label: null, body: text, note };
  const [, label = "", body = ""] = labelled;
  // What was found in the file stands at the file.
  return { label, body: message.media ? body.replace(foundInFile, "").trim() : body, note };
}
