import { createHash, randomInt } from "node:crypto";
import { z } from "zod";
import { unixSeconds } from "./envelopes";

const common = {
  reply_to: z.string().optional(),
  /** When the customer's phone sent it; now when absent. For late deliveries and closed windows. */
  sent_at: z.iso.datetime({ offset: true }).optional(),
};
const title = z.string().min(1).max(200);
const caption = z.string().max(1024).optional();

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
  z.strictObject({ ...common, kind: z.literal("image"), caption }),
  z.strictObject({ ...common, kind: z.literal("video"), caption }),
  z.strictObject({ ...common, kind: z.literal("document"), filename: z.string().min(1), caption }),
  z.strictObject({ ...common, kind: z.literal("voice") }),
  z.strictObject({ ...common, kind: z.literal("sticker") }),
]);
export type CustomerMessage = z.output<typeof customerMessageSchema>;

/** What stands in the bubble, and in the chat list. */
export function bubbleText(message: CustomerMessage): string {
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
      return message.caption ?? message.filename;
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
  about: { id: string; at: Date; displayNumber: string; repliesToTemplate: boolean },
): Record<string, unknown> {
  const context =
    message.reply_to === undefined
      ? {}
      : { context: { from: about.displayNumber, id: message.reply_to } };
  return {
    id: about.id,
    timestamp: unixSeconds(about.at),
    ...context,
    ...content(message, about.repliesToTemplate),
  };
}

function content(message: CustomerMessage, repliesToTemplate: boolean): Record<string, unknown> {
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
      return media("image", "image/jpeg", { caption: message.caption });
    case "video":
      return media("video", "video/mp4", { caption: message.caption });
    case "document": {
      const { caption, filename } = message;
      return media("document", "application/pdf", { caption, filename });
    }
    case "voice":
      return media("audio", "audio/ogg; codecs=opus", { voice: true });
    case "sticker":
      return media("sticker", "image/webp", { animated: false });
  }
}

function media(type: string, mimeType: string, rest: Record<string, unknown>) {
  const id = `1${String(randomInt(1e14)).padStart(15, "0")}`;
  const sha256 = createHash("sha256").update(id).digest("base64");
  return { type, [type]: { ...rest, mime_type: mimeType, sha256, id } };
}
