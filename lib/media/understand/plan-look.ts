/** How a stored file is looked into, or why nobody looks. */
export type Look =
  | { look: "picture"; type: string }
  | { look: "recording"; type: string; fileName: string }
  | { look: "document" }
  | { look: "nothing"; reason: SkipReason };
export type SkipReason = "switched_off" | "video" | "sticker" | "unsupported_type" | "too_large";

type StoredFile = { messageType: string; mimeType: string | null; size: number | null };

const megabyte = 1024 * 1024;
/** What is read into memory at once, and so bounded: the API's own limits, or less. */
const mostBytes = { picture: 10 * megabyte, recording: 25 * megabyte, document: 25 * megabyte };

const pictureTypes = ["image/jpeg", "image/png", "image/webp", "image/gif"];

/**
 * Names by which the transcription API knows what it gets: it goes by the ending, and WhatsApp's
 * recordings have none. AMR and AAC it does not take at all.
 */
const recordingNames: Readonly<Record<string, string>> = {
  "audio/ogg": "voice.ogg",
  "audio/opus": "voice.ogg",
  "application/ogg": "voice.ogg",
  "audio/mpeg": "audio.mp3",
  "audio/mp4": "audio.m4a",
  "audio/x-m4a": "audio.m4a",
  "audio/wav": "audio.wav",
  "audio/x-wav": "audio.wav",
  "audio/vnd.wave": "audio.wav",
  "audio/webm": "audio.webm",
  "audio/flac": "audio.flac",
  "audio/x-flac": "audio.flac",
};

/** Decides by what the file is, not by how it was sent: photos and recordings come as documents, too. Pure. */
export function planLook(
  file: StoredFile,
  enabled: { pictures: boolean; recordings: boolean },
): Look {
  const type = (file.mimeType ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
  if (file.messageType === "sticker") return skip("sticker");
  if (type.startsWith("video/") || file.messageType === "video") return skip("video");
  const fileName = recordingNames[type];
  const look = pictureTypes.includes(type)
    ? ({ look: "picture", type } as const)
    : fileName !== undefined
      ? ({ look: "recording", type, fileName } as const)
      : type === "application/pdf"
        ? ({ look: "document" } as const)
        : null;
  if (look === null) return skip("unsupported_type");
  const isOff =
    (look.look === "picture" && !enabled.pictures) ||
    (look.look === "recording" && !enabled.recordings);
  if (isOff) return skip("switched_off");
  return (file.size ?? 0) > mostBytes[look.look] ? skip("too_large") : look;
}

const skip = (reason: SkipReason) => ({ look: "nothing" as const, reason });
