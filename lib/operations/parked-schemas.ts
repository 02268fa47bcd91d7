import { z } from "zod";

const instant = z.string();

export const parkedStatuses = ["parked", "stored", "dismissed"] as const;

export const parkedRow = z.object({
  id: z.uuid(),
  event_type: z.string(),
  status: z.enum(parkedStatuses),
  park_reason: z.string().nullable(),
  received_at: instant,
  occurred_at: instant.nullable(),
  customer_id: z.uuid().nullable(),
  note: z.string().nullable(),
  /** What Postgres said when handling failed. */
  error_code: z.string().nullable(),
  reviewed_at: instant.nullable(),
  reviewed_by: z.string().nullable(),
  /** Asked to be handled again, and not answered yet. */
  requested_at: instant.nullable(),
  requested_by: z.string().nullable(),
  reprocessed_at: instant.nullable(),
  reprocess_count: z.int(),
  size: z.int(),
});

export const parkedCursor = z.object({ at: instant, id: z.uuid() });

export const parkedPage = z.object({
  rows: z.array(parkedRow),
  next: parkedCursor.nullable(),
  counts: z.object({ parked: z.int(), reprocessing: z.int() }),
});

/** With the body as kept, its values hidden. */
export const parkedEvent = parkedRow.extend({ body: z.json() });
export const revealedBody = z.object({ body: z.json() });

export const parkedFilter = z.object({
  status: z.enum(parkedStatuses).optional(),
  reason: z.string().max(60).optional(),
  type: z.string().max(60).optional(),
  from: z.iso.datetime({ offset: true }).optional(),
});

export const eventIds = z.array(z.uuid()).min(1).max(500);
export const dismissRequest = z.object({
  event_ids: eventIds,
  note: z.string().trim().min(1).max(1000),
});

export const parkedProgress = z.object({
  waiting: z.int(),
  still_parked: z.int(),
  handled: z.int(),
  dismissed: z.int(),
});

export type ParkedRow = z.infer<typeof parkedRow>;
export type ParkedPage = z.infer<typeof parkedPage>;
export type ParkedEvent = z.infer<typeof parkedEvent>;
export type ParkedCursor = z.infer<typeof parkedCursor>;
export type ParkedFilter = z.infer<typeof parkedFilter>;
export type ParkedStatus = (typeof parkedStatuses)[number];
export type ParkedProgress = z.infer<typeof parkedProgress>;
