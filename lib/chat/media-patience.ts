import { env } from "@/lib/env";

/**
 * How long a turn waits for files, as the SQL functions take it: from the customer's first unanswered
 * message, so that quiet, files and restarts together stay within the 20 s of P7. Only kinds that
 * somebody will look into are waited for.
 */
export function mediaPatience() {
  const { ENABLE_MEDIA_DOWNLOAD, ENABLE_VISION_CAPTIONS, ENABLE_AUDIO_TRANSCRIPTION } = env();
  const kinds = [
    ...(ENABLE_VISION_CAPTIONS ? ["image"] : []),
    ...(ENABLE_AUDIO_TRANSCRIPTION ? ["audio"] : []),
    "pdf",
  ];
  return {
    media_kinds: ENABLE_MEDIA_DOWNLOAD ? kinds : [],
    media_wait_ms: 15_000,
    media_look_ms: 1_000,
  };
}
