import type { TranscriptMessage } from "@/lib/chat/conversation-schemas";

const togetherMs = 60_000;

/**
 * Whether a photo belongs into one grid with those before it, as the customer's phone shows photos that
 * were chosen together: one sender, within a minute of the first. What has more to say than its picture
 * and its words (an answer to something, a reaction, an edit) stands alone. Our own files too: each
 * is sent, delivered and read by itself.
 */
export function joinsAlbum(album: readonly TranscriptMessage[], next: TranscriptMessage): boolean {
  const first = album[0];
  return (
    first !== undefined &&
    [first, next].every(isPlainPhoto) &&
    first.author === next.author &&
    Date.parse(next.at) - Date.parse(first.at) < togetherMs
  );
}

function isPlainPhoto(message: TranscriptMessage): boolean {
  const { type, media, details } = message;
  return (
    message.direction === "inbound" &&
    (type === "image" || type === "video") &&
    (media?.kind === "image" || media?.kind === "video") &&
    !message.deleted &&
    !message.edited &&
    message.quote === null &&
    message.reactions.length === 0 &&
    !Object.values(details ?? {}).some(Boolean)
  );
}
