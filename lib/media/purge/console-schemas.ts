import { z } from "zod";
import { instant } from "@/lib/chat/console-schemas";
import { standingHold } from "@/lib/privacy/holds/console-schemas";

/** What to remove: all files of a conversation or of a customer, or the ones named. */
export const purgeRequest = z.union([
  z.strictObject({ session_id: z.uuid() }),
  z.strictObject({ customer_id: z.uuid() }),
  z.strictObject({ media_ids: z.array(z.uuid()).min(1).max(500) }),
]);
export type PurgeRequest = z.infer<typeof purgeRequest>;

/** Whose files are to go: those of a conversation, or all of a customer. */
export const purgeSubject = z.union([
  z.strictObject({ session_id: z.uuid() }),
  z.strictObject({ customer_id: z.uuid() }),
]);
export type PurgeSubject = z.infer<typeof purgeSubject>;

/** What a purge would remove. */
export const purgePreview = z.object({
  customer_id: z.uuid(),
  name: z.string().nullable(),
  /** While one stands, nothing can be removed. */
  hold: standingHold,
  files: z.int(),
  bytes: z.int(),
  conversations: z.int(),
});
export type PurgePreview = z.infer<typeof purgePreview>;

export const mediaPurge = z.object({
  id: z.uuid(),
  state: z.enum(["running", "finished", "held"]),
  total: z.int(),
  removed: z.int(),
  requested_at: instant,
  finished_at: instant.nullable(),
  /** Files whose row is gone and that are still in the bucket. */
  objects_left: z.int(),
});
export type MediaPurge = z.infer<typeof mediaPurge>;
