import "server-only";
import { env } from "@/lib/env";
import { log } from "@/lib/log";
import { describePicture } from "@/lib/media/understand/describe-picture";
import { type Look, planLook } from "@/lib/media/understand/plan-look";
import { readDocument } from "@/lib/media/understand/read-document";
import { readStoredFile } from "@/lib/media/understand/read-stored-file";
import type { Understanding } from "@/lib/media/understand/understanding";
import {
  type ClaimedFile,
  claimUnderstanding,
  postponeUnderstanding,
  saveUnderstanding,
} from "@/lib/media/understand/understanding-calls";
import { writeOutRecording } from "@/lib/media/understand/write-out-recording";

export type Looked =
  | { outcome: "nothing" | "superseded" | "done" | "nothing_found" | "failed" | "skipped" }
  | { outcome: "again"; until: string };

const failures = {
  picture: "Vision captioning failed",
  recording: "Audio transcription failed",
  document: "Document reading failed",
} as const;

/**
 * Looks into one stored file, once: claimed in SQL, asked, and the answer kept before anybody else hears
 * of it, so that a run that dies afterwards does not pay again. Safe to run any number of times at once.
 */
export async function understandMedia(mediaId: string): Promise<Looked> {
  const file = await claimUnderstanding(mediaId);
  if (file.kind === "nothing") return { outcome: "nothing" };
  if (file.kind === "wait") return { outcome: "again", until: file.until };
  const { ENABLE_VISION_CAPTIONS, ENABLE_AUDIO_TRANSCRIPTION } = env();
  const look = planLook(
    { messageType: file.message_type, mimeType: file.mime_type, size: file.file_size },
    { pictures: ENABLE_VISION_CAPTIONS, recordings: ENABLE_AUDIO_TRANSCRIPTION },
  );
  const found = await lookInto(file, look);
  if (found.status === "again") {
    const put = await postponeUnderstanding(mediaId, file.claim, found);
    note(mediaId, file, look, found.reason, put.kind === "failed");
    return put.kind === "postponed"
      ? { outcome: "again", until: put.until }
      : { outcome: put.kind };
  }
  const isSaved = await saveUnderstanding(mediaId, file.claim, found);
  if (!isSaved) return { outcome: "superseded" };
  if (found.status === "failed") note(mediaId, file, look, found.reason, true);
  else {
    log.info("Media understood", {
      media_id: mediaId,
      kind: look.look,
      outcome: found.status,
      reason: "reason" in found ? found.reason : null,
      attempt: file.attempt,
    });
  }
  return { outcome: found.status };
}

async function lookInto(file: ClaimedFile, look: Look): Promise<Understanding> {
  if (look.look === "nothing") return { status: "skipped", reason: look.reason };
  const bytes = await readStoredFile(file.storage_path);
  if (bytes === null) return { status: "again", reason: "storage_unavailable", waitMs: null };
  switch (look.look) {
    case "picture":
      return describePicture(bytes, look.type, file.customer_id);
    case "recording":
      return writeOutRecording({ ...look, bytes, locale: file.locale });
    case "document":
      return readDocument(bytes);
  }
}

/** A failure under its own event name; only one that is final needs somebody's attention. */
function note(mediaId: string, file: ClaimedFile, look: Look, reason: string, isFinal: boolean) {
  if (look.look === "nothing") return;
  const about = { media_id: mediaId, reason, attempt: file.attempt, is_final: isFinal };
  if (isFinal) log.error(failures[look.look], about);
  else log.warn(failures[look.look], about);
}
