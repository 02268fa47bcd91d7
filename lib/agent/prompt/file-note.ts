import type { WindowMessage } from "@/lib/chat/turn-context";

const acts: Readonly<Record<string, { thing: string; done: string }>> = {
  image: { thing: "photo", done: "looked at" },
  audio: { thing: "recording", done: "listened to" },
  document: { thing: "document", done: "read" },
  video: { thing: "video", done: "watched" },
  sticker: { thing: "sticker", done: "looked at" },
};

/** What is known of a file whose content is not, as the model is told; null when its content is. Pure. */
export function fileNote(message: Pick<WindowMessage, "message_type" | "media_state">) {
  const { thing, done } = acts[message.message_type] ?? { thing: "file", done: "opened" };
  switch (message.media_state) {
    case null:
      return null;
    case "waiting":
      return `The ${thing} of this message has not been ${done} yet. What is in it is unknown so far.`;
    case "unavailable":
      return `The ${thing} of this message did not reach us. It cannot be ${done}.`;
    case "nothing_found":
      return message.message_type === "audio"
        ? "Nobody is heard speaking in the recording of this message."
        : `Nothing could be made out in the ${thing} of this message.`;
    case "not_understood":
      return `The ${thing} of this message could not be ${done}. What is in it is unknown.`;
  }
}
