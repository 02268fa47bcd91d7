import "server-only";
import type { PolicyFacts } from "@/components/copy/privacy-policy";
import { env } from "@/lib/env";

/** What the public policy says, read from what this service is really configured to do. */
export function policyFacts(): PolicyFacts {
  const settings = env();
  return {
    contact: settings.PRIVACY_CONTACT_EMAIL ?? null,
    days: {
      messages: settings.MESSAGE_RETENTION_DAYS,
      media: settings.MEDIA_RETENTION_DAYS,
      summaries: settings.SUMMARY_RETENTION_DAYS,
      events: settings.EVENT_RETENTION_DAYS,
      jobs: settings.JOB_RETENTION_DAYS,
      audit: settings.AUDIT_RETENTION_DAYS,
    },
    keepsFiles: settings.ENABLE_MEDIA_DOWNLOAD,
    describesPictures: settings.ENABLE_VISION_CAPTIONS,
    transcribesVoice: settings.ENABLE_AUDIO_TRANSCRIPTION,
    recallsMessages: settings.ENABLE_VECTOR_RECALL,
    hostedDatabase: new URL(settings.SUPABASE_URL).hostname.endsWith(".supabase.co"),
    hostedJobs: settings.INNGEST_BASE_URL === undefined && settings.INNGEST_DEV === undefined,
    telegram: settings.TELEGRAM_NOTIFICATIONS_ENABLED
      ? { personalData: settings.TELEGRAM_INCLUDE_PERSONAL_DATA }
      : null,
    shopSystem: settings.PARCELO_API_URL !== undefined,
  };
}
