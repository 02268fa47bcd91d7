import type { MessageEntry } from "./delivery";

const questions = [
  "How much is a parcel from Nairobi",
  "Where is my order",
  "Can I pay with mobile money",
  "Do you ship laptops from New York",
  "Habari, bei gani",
  "When does the office open",
];

/** One message as Meta puts it into `messages[]`. `aboutWamid`: what a reaction is about. */
export function writeMessage(entry: MessageEntry, at: Date, aboutWamid: string): object {
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
      return {
        ...common,
        type,
        image: {
          id: String(1_200_000_000_000_000 + Number.parseInt(token, 16)),
          mime_type: "image/jpeg",
          sha256: "YktgxYydi/tv8YhsL9YF0q3rbqTaV2BoIBtsaVjOk/Q=",
          caption: `This one ${token}`,
        },
      };
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
    case "sticker": {
      const id = String(1_300_000_000_000_000 + Number.parseInt(token, 16));
      return { ...common, type, sticker: { id, mime_type: "image/webp", animated: false } };
    }
    case "reaction":
      return { ...common, type, reaction: { message_id: aboutWamid, emoji: "👍" } };
  }
}

/** What the customer writes; no two are alike. */
export function textOf(entry: MessageEntry): string {
  return `${questions[Math.floor(entry.draw * questions.length)] ?? questions[0]}? ${entry.token}`;
}

/** Kinds whose stored readable text holds the token. */
export const showsToken = (entry: MessageEntry) =>
  ["text", "image", "button", "list", "location"].includes(entry.type);
