import { z } from "zod";
import { instant } from "@/lib/chat/console-schemas";

export const retentionClasses = [
  "messages",
  "turns",
  "prompts",
  "events",
  "media",
  "summaries",
  "tickets",
  "requests",
  "sessions",
  "customers",
  "jobs",
  "sign_ins",
  "audit",
] as const;
export type RetentionClass = (typeof retentionClasses)[number];

export const retentionPreview = z.object({
  as_of: instant,
  classes: z.array(
    z.object({
      class: z.enum(retentionClasses),
      days: z.int(),
      /** Counted to 10,001. */
      due: z.int(),
      oldest_at: instant.nullable(),
    }),
  ),
  holds: z.int(),
  objects_waiting: z.int(),
});
export type RetentionPreview = z.infer<typeof retentionPreview>;

const counts = z.record(z.string(), z.record(z.string(), z.int()));

export const retentionRun = z.object({
  id: z.uuid(),
  trigger: z.enum(["schedule", "staff", "command"]),
  state: z.enum(["queued", "running", "finished"]),
  class: z.string().nullable(),
  requested_at: instant,
  started_at: instant.nullable(),
  finished_at: instant.nullable(),
  requested_by: z.string().nullable(),
  is_stalled: z.boolean(),
  classes_done: z.int(),
  classes: z.int(),
  removed: counts,
  kept: counts,
});
export type RetentionRun = z.infer<typeof retentionRun>;

export const mediaRun = z.object({
  id: z.uuid(),
  trigger: z.enum(["schedule", "queue", "start", "command", "staff"]),
  state: z.enum(["running", "finished"]),
  started_at: instant,
  heartbeat_at: instant,
  finished_at: instant.nullable(),
  rows_removed: z.int(),
  objects_removed: z.int(),
  orphans_found: z.int(),
  missing_found: z.int(),
  refetches: z.int(),
});
export type MediaRun = z.infer<typeof mediaRun>;

export const retentionProgress = z.object({
  run: retentionRun.nullable(),
  media: mediaRun.nullable(),
  last_full_media_at: instant.nullable(),
  last_night_at: instant.nullable(),
});
export type RetentionProgress = z.infer<typeof retentionProgress>;

export const runCursor = z.object({ at: instant, id: z.uuid() });
export type RunCursor = z.infer<typeof runCursor>;

const pageOf = <Row extends z.ZodType>(row: Row) =>
  z.object({ rows: z.array(row), next: runCursor.nullable() });
export const retentionRunPage = pageOf(retentionRun);
export type RetentionRunPage = z.infer<typeof retentionRunPage>;
export const mediaRunPage = pageOf(mediaRun);
export type MediaRunPage = z.infer<typeof mediaRunPage>;
