import type { MessageEntry } from "./delivery";
import type { SentFile } from "./sent-files";

const questions = [
  "How much is a parcel from Nairobi",
  "Where is my order",
  "Can I pay with mobile money",
  "Do you ship laptops from New York",
  "Habari, bei gani",
  "When does the office open",
];

/** What a message may be about: the one that a reaction is for, and the file that it brings. */
export type About = { wamid: string; file: SentFile | null };

/** One message as Meta puts it into `messages[]`. */
export function writeMessage(entry: MessageEntry, at: Date, about: About): object {
  const { customer, wamid, token, type } = entry;
  const common = {
    from: customer.waId,
    ...(customer.waUserId === null ? {} : { from_user_id: customer.waUserId }),
    id: wamid,
    timestamp: String(Math.floor(at.getTime() / 1_000)),
  };
  switch (type) {
    case "text":
      return { ...common, type, text: { body: textOf(entry) } };
    case "stop":
      return { ...common, type: "text", text: { body: "STOP" } };
    case "start":
      return { ...common, type: "text", text: { body: "start" } };
    case "image":
      return { ...common, type, image: { ...fileOf(entry, about), caption: `This one ${token}` } };
    case "voice":
      return { ...common, type: "audio", audio: { ...fileOf(entry, about), voice: true } };
    case "document": {
      const file = { ...fileOf(entry, about), filename: "invoice.pdf" };
      return { ...common, type, document: { ...file, caption: `The invoice ${token}` } };
    }
    case "button":
      return {
        ...common,
        type,
        button: { payload: `track:${token}`, text: `Track ${token}` },
      };
    case "list": {
      const list_reply = { id: `ship:${token}`, title: `By air ${token}`, description: "5 days" };
      return { ...common, type: "interactive", interactive: { type: "list_reply", list_reply } };
    }
    case "location":
      return {
        ...common,
        type,
        location: { latitude: 0.347596, longitude: 32.58252, name: `Gate ${token}` },
      };
    case "sticker":
      return { ...common, type, sticker: { ...fileOf(entry, about), animated: false } };
    case "reaction":
      return { ...common, type, reaction: { message_id: about.wamid, emoji: "👍" } };
  }
}

function fileOf({ wamid }: MessageEntry, { file }: About) {
  if (file === null) throw new Error(`No file was prepared for ${wamid}`);
  return { id: file.id, mime_type: file.mimeType, sha256: file.sha256 };
}

/** What the customer writes; no two are alike. */
export function textOf(entry: MessageEntry): string {
  return `${questions[Math.floor(entry.draw * questions.length)] ?? questions[0]}? ${entry.token}`;
}

/** Kinds whose stored readable text holds the token. */
export const showsToken = (entry: MessageEntry) =>
  ["text", "image", "document", "button", "list", "location"].includes(entry.type);
