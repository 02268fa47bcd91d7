/** Meta's own limits by kind of message. */
const megabyte = 1024 * 1024;
const images = ["image/jpeg", "image/png", "image/webp"];
const audio = ["audio/aac", "audio/amr", "audio/mpeg", "audio/mp4", "audio/ogg"];
const video = ["video/mp4", "video/3gpp"];
const office = [
  "application/msword",
  "application/vnd.ms-excel",
  "application/vnd.ms-powerpoint",
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  "application/vnd.openxmlformats-officedocument.presentationml.presentation",
  "application/vnd.oasis.opendocument.text",
  "application/vnd.oasis.opendocument.spreadsheet",
];
const documents = [
  "application/pdf",
  "application/rtf",
  "text/plain",
  "text/csv",
  ...office,
  // People send photos and recordings as documents to keep their quality.
  "image/heic",
  ...images,
  ...audio,
  ...video,
];

export type MediaKind = "image" | "sticker" | "audio" | "video" | "document";
export type MediaRule = { maxBytes: number; types: ReadonlySet<string> };

const rules: Record<MediaKind, MediaRule> = {
  image: { maxBytes: 5 * megabyte, types: new Set(images) },
  sticker: { maxBytes: 500 * 1024, types: new Set(["image/webp"]) },
  audio: { maxBytes: 16 * megabyte, types: new Set(audio) },
  video: { maxBytes: 16 * megabyte, types: new Set(video) },
  document: { maxBytes: 100 * megabyte, types: new Set(documents) },
};

/** What a file of this kind of message may be; an unknown kind is treated as a document. */
export function mediaRule(messageType: string): MediaRule {
  const kind = messageType === "voice" ? "audio" : messageType;
  return Object.hasOwn(rules, kind) ? rules[kind as MediaKind] : rules.document;
}

/** Names that mean the same; the right-hand one is the registered one, and what is stored. */
const sameAs: Record<string, string> = {
  "image/jpg": "image/jpeg",
  "image/pjpeg": "image/jpeg",
  "image/apng": "image/png",
  "image/heif": "image/heic",
  "application/ogg": "audio/ogg",
  "audio/opus": "audio/ogg",
  "audio/x-m4a": "audio/mp4",
  "audio/m4a": "audio/mp4",
  "audio/mp3": "audio/mpeg",
  "audio/x-aac": "audio/aac",
  "audio/aacp": "audio/aac",
  "audio/3gpp": "video/3gpp",
  "text/rtf": "application/rtf",
  "application/csv": "text/csv",
  // What Android phones call it.
  "text/comma-separated-values": "text/csv",
};

/** The bare, registered name of a type: `audio/ogg; codecs=opus` is `audio/ogg`. */
export function plainType(type: string): string {
  const bare = (type.split(";")[0] ?? "").trim().toLowerCase();
  return sameAs[bare] ?? bare;
}

export const isOffice = (type: string): boolean => office.includes(type);
