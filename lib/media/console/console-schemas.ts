import { z } from "zod";
import { instant } from "@/lib/chat/console-schemas";
import { mediaKind, mediaStatus, understandingStatus } from "@/lib/media/media-words";

export const mediaFilter = z.object({
  type: mediaKind.optional(),
  state: mediaStatus.optional(),
  error: z.string().max(60).optional(),
  expiring: z.literal("soon").optional(),
  customer_id: z.uuid().optional(),
  search: z.string().trim().max(200).optional(),
});
export type MediaFilter = z.infer<typeof mediaFilter>;

export const mediaCursor = z.object({ at: instant, id: z.uuid() });
export type MediaCursor = z.infer<typeof mediaCursor>;

export const mediaRow = z.object({
  id: z.uuid(),
  kind: mediaKind,
  mime_type: z.string().nullable(),
  file_name: z.string().nullable(),
  file_size: z.int().nullable(),
  status: mediaStatus,
  error: z.string().nullable(),
  understanding: understandingStatus,
  caption: z.string().nullable(),
  transcript: z.string().nullable(),
  document_text: z.string().nullable(),
  created_at: instant,
  expires_at: instant.nullable(),
  next_attempt_at: instant.nullable(),
  message_id: z.uuid(),
  seq: z.int(),
  session_id: z.uuid(),
  customer_id: z.uuid(),
  direction: z.enum(["inbound", "outbound", "system"]),
  voice: z.boolean(),
  /** A legal hold protects the customer's data: it cannot be purged. */
  held: z.boolean(),
  customer_name: z.string().nullable(),
  customer_number: z.string().nullable(),
});
export type MediaRow = z.infer<typeof mediaRow>;

export const mediaPage = z.object({ rows: z.array(mediaRow), next: mediaCursor.nullable() });
export type MediaPage = z.infer<typeof mediaPage>;

export const mediaDetail = mediaRow.extend({
  attempts: z.int(),
  downloaded_at: instant.nullable(),
  checksum: z.string().nullable(),
  understanding_error: z.string().nullable(),
  understood_at: instant.nullable(),
});
export type MediaDetail = z.infer<typeof mediaDetail>;

export const mediaFigures = z.object({
  stored: z.array(z.object({ kind: mediaKind, files: z.int(), bytes: z.int() })),
  waiting: z.int(),
  expiring: z.int(),
  failures: z.array(
    z.object({ status: mediaStatus, error: z.string().nullable(), files: z.int() }),
  ),
  /** How long a file is kept, from the configuration. */
  retention_days: z.int(),
});
export type MediaFigures = z.infer<typeof mediaFigures>;

export const mediaRetry = z.object({ media_ids: z.array(z.uuid()).min(1).max(500) });
export const mediaRetried = z.object({ retried: z.int(), skipped: z.int() });
export type MediaRetried = z.infer<typeof mediaRetried>;
