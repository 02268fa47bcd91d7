import { createHash } from "node:crypto";
import sharp from "sharp";
import { z } from "zod";
import { withJpegComment } from "../../local/luminous/media/jpeg-comment";
import { speak } from "../../local/luminous/media/speak";
import { writePdf } from "../../local/luminous/media/write-pdf";
import type { FileFate, MessageEntry, Plan } from "./delivery";

/** What a webhook says of a file: WhatsApp's id, type and checksum. */
export type SentFile = { id: string; mimeType: string; sha256: string };

type FileType = "image" | "voice" | "document";

const announced: Record<FileType, string> = {
  image: "image/jpeg",
  voice: "audio/ogg",
  document: "application/pdf",
};
/** Taken in as such, but not what the file is. */
const otherType: Record<FileType, string> = {
  image: "image/png",
  voice: "audio/mpeg",
  document: "application/msword",
};
/** As many requests as may be on their way at once. */
const connections = 8;

const isFile = (type: MessageEntry["type"]): type is FileType => Object.hasOwn(announced, type);
const hashOf = (bytes: Buffer) => createHash("sha256").update(bytes).digest("base64");

/** A few kilobytes each; what is to be seen or heard stands in the file, for the stand-in of the model. */
async function makeFiles(): Promise<Record<FileType, Buffer>> {
  const grey = { width: 64, height: 48, channels: 3 as const, background: "#8a7358" };
  const jpeg = await sharp({ create: grey }).jpeg().toBuffer();
  return {
    image: withJpegComment(jpeg, "A brown cardboard box with a torn corner."),
    voice: speak("Where is my parcel"),
    document: await writePdf("invoice.pdf", ["Invoice 1182", "One blue kettle"]),
  };
}

/**
 * Puts every file that the plan's messages bring up with the provider's stand-in, each under an id of its
 * own, as WhatsApp does. Gives what the webhooks say of them, by the message's id.
 */
export async function prepareFiles(
  plan: Plan,
  providersUrl: string,
): Promise<Map<string, SentFile>> {
  const made = await makeFiles();
  const sent = new Map<string, SentFile>();
  const entries = new Set(plan.deliveries.flatMap((delivery) => delivery.entries));
  const wanted = [...entries].flatMap((entry) =>
    entry.kind === "message" && entry.fate !== null ? [entry] : [],
  );
  let next = 0;
  async function work(): Promise<void> {
    for (;;) {
      const entry = wanted[next++];
      if (entry === undefined) return;
      const bytes = isFile(entry.type) ? made[entry.type] : made.image;
      const id =
        entry.fate === "unknown_id" ? unknownId(entry) : await putUp(providersUrl, entry, bytes);
      sent.set(entry.wamid, { id, ...describe(entry, bytes) });
    }
  }
  await Promise.all(Array.from({ length: connections }, work));
  return sent;
}

/** Digits, as Meta's ids are; the stand-in's own begin with 1. */
const unknownId = ({ token }: MessageEntry) =>
  String(9_000_000_000_000_000 + Number.parseInt(token.slice(0, 9), 16));

async function putUp(url: string, { type }: MessageEntry, bytes: Buffer): Promise<string> {
  const mime_type = isFile(type) ? announced[type] : "image/webp";
  const body = JSON.stringify({ mime_type, data: bytes.toString("base64") });
  const answer = await fetch(`${url}/_local/files`, { method: "POST", body });
  if (!answer.ok) throw new Error(`A file was answered with ${answer.status}`);
  return z.object({ id: z.string() }).parse(await answer.json()).id;
}

function describe({ type, fate }: MessageEntry, bytes: Buffer): Omit<SentFile, "id"> {
  const right = isFile(type) ? announced[type] : "image/webp";
  const types: Partial<Record<FileFate, string>> = {
    wrong_type: isFile(type) ? otherType[type] : right,
    kind_not_taken: "text/html",
  };
  const hashed = fate === "wrong_checksum" ? Buffer.from("something else") : bytes;
  return { mimeType: types[fate ?? "good"] ?? right, sha256: hashOf(hashed) };
}
