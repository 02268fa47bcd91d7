import { mediaCopy } from "@/components/copy/media";
import type { TranscriptMessage } from "@/lib/chat/conversation-schemas";

type Understood = Pick<
  NonNullable<TranscriptMessage["media"]>,
  "kind" | "status" | "caption" | "transcript" | "document_text" | "understanding"
>;

/** What is in a file, in words; `isWords` false: why there are none. Null while nothing can be said. */
export function understood(media: Understood): { text: string; isWords: boolean } | null {
  const words = media.transcript ?? media.caption ?? media.document_text;
  if (words) return { text: words, isWords: true };
  const why =
    media.status !== "stored"
      ? ""
      : media.understanding === "pending"
        ? mediaCopy.lookingAt[media.kind]
        : media.understanding === "nothing_found"
          ? mediaCopy.nothing[media.kind]
          : media.understanding === "failed"
            ? mediaCopy.notUnderstood[media.kind]
            : "";
  return why ? { text: why, isWords: false } : null;
}
