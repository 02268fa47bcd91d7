import { z } from "zod";
import { unixSeconds } from "./envelopes";

const common = {
  reply_to: z.string().optional(),
  /** When the customer's phone sent it; now when absent. For late deliveries and closed windows. */
  sent_at: z.iso.datetime({ offset: true }).optional(),
};
const title = z.string().min(1).max(200);
const caption = z.string().max(1024).optional();
/** A sample by its name, or a file that was put up before by its id; the first sample of the kind when absent. */
const file = z.string().min(1).max(100).optional();

/** What a simulated customer can do. */
export const customerMessageSchema = z.discriminatedUnion("kind", [
  z.strictObject({ ...common, kind: z.literal("text"), text: z.string().min(1).max(70_000) }),
  z.strictObject({ ...common, kind: z.literal("button_reply"), id: z.string().min(1), title }),
  z.strictObject({
    ...common,
    kind: z.literal("list_reply"),
    id: z.string().min(1),
    title,
    description: z.string().optional(),
  }),
  z.strictObject({
    ...common,
    kind: z.literal("location"),
    latitude: z.number().min(-90).max(90),
    longitude: z.number().min(-180).max(180),
    name: z.string().optional(),
    address: z.string().optional(),
  }),
  z.strictObject({
    ...common,
    kind: z.literal("reaction"),
    message_id: z.string().min(1),
    emoji: z.string().min(1).nullable(),
  }),
  z.strictObject({ ...common, kind: z.literal("image"), file, caption }),
  z.strictObject({ ...common, kind: z.literal("video"), file, caption }),
  z.strictObject({
    ...common,
    kind: z.literal("document"),
    file,
    filename: z.string().min(1).optional(),
    caption,
  }),
  z.strictObject({ ...common, kind: z.literal("voice"), file }),
  z.strictObject({ ...common, kind: z.literal("sticker"), file }),
]);
export type CustomerMessage = z.output<typeof customerMessageSchema>;

/** The file that goes with a message, as its webhook announces it. */
export type SentFile = { id: string; sha256: string; mimeType: string; fileName: string | null };

/** What stands in the bubble, and in the chat list. */
export function bubbleText(message: CustomerMessage, file: SentFile | null): string {
  switch (message.kind) {
    case "text":
      return message.text;
    case "button_reply":
    case "list_reply":
      return message.title;
    case "location":
      return message.name ?? `${message.latitude}, ${message.longitude}`;
    case "reaction":
      return message.emoji ?? "";
    case "image":
      return message.caption ?? "Photo";
    case "video":
      return message.caption ?? "Video";
    case "document":
      return message.caption ?? message.filename ?? file?.fileName ?? "Document";
    case "voice":
      return "Voice message";
    case "sticker":
      return "Sticker";
  }
}

/**
 * Meta's message object, without its sender. `repliesToTemplate`: a tap on a template's quick reply
 * arrives as type `button`, not as an interactive reply.
 */
export function toMetaMessage(
  message: CustomerMessage,
  about: {
    id: string;
    at: Date;
    displayNumber: string;
    repliesToTemplate: boolean;
    file: SentFile | null;
  },
): Record<string, unknown> {
  const context =
    message.reply_to === undefined
      ? {}
      : { context: { from: about.displayNumber, id: message.reply_to } };
  return {
    id: about.id,
    timestamp: unixSeconds(about.at),
    ...context,
    ...content(message, about.repliesToTemplate, about.file),
  };
}

function content(
  message: CustomerMessage,
  repliesToTemplate: boolean,
  file: SentFile | null,
): Record<string, unknown> {
  switch (message.kind) {
    case "text":
      return { type: "text", text: { body: message.text } };
    case "button_reply": {
      const { id, title } = message;
      if (repliesToTemplate) return { type: "button", button: { payload: id, text: title } };
      const interactive = { type: "button_reply", button_reply: { id, title } };
      return { type: "interactive", interactive };
    }
    case "list_reply": {
      const { id, title, description } = message;
      const list_reply = { id, title, ...(description === undefined ? {} : { description }) };
      return { type: "interactive", interactive: { type: "list_reply", list_reply } };
    }
    case "location": {
      const { latitude, longitude, name, address } = message;
      return { type: "location", location: { latitude, longitude, name, address } };
    }
    case "reaction": {
      // A reaction taken back is one without `emoji`.
      const emoji = message.emoji === null ? {} : { emoji: message.emoji };
      return { type: "reaction", reaction: { message_id: message.message_id, ...emoji } };
    }
    case "image":
    case "video":
      return media(message.kind, file, { caption: message.caption });
    case "document": {
      const { caption, filename } = message;
      return media("document", file, { caption, filename: filename ?? file?.fileName });
    }
    case "voice":
      return media("audio", file, { voice: true });
    case "sticker":
      return media("sticker", file, { animated: false });
  }
}

function media(type: string, file: SentFile | null, rest: Record<string, unknown>) {
  if (file === null) throw new Error(`A message of kind ${type} needs a file.`);
  const { id, sha256, mimeType } = file;
  return { type, [type]: { ...rest, mime_type: mimeType, sha256, id } };
}
