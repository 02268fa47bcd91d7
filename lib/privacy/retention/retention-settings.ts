import "server-only";
import { env } from "@/lib/env";

/** How many days each class is kept, as configured: what the functions in the database are given. */
export function retentionSettings() {
  return {
    messages: env().MESSAGE_RETENTION_DAYS,
    events: env().EVENT_RETENTION_DAYS,
    media: env().MEDIA_RETENTION_DAYS,
    summaries: env().SUMMARY_RETENTION_DAYS,
    jobs: env().JOB_RETENTION_DAYS,
    audit: env().AUDIT_RETENTION_DAYS,
  };
}
