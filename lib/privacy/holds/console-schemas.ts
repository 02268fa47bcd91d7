import { z } from "zod";
import { instant } from "@/lib/chat/console-schemas";

/** A calendar day, `YYYY-MM-DD`. */
const day = z.iso.date();

export const legalHold = z.object({
  id: z.uuid(),
  customer_id: z.uuid(),
  customer: z.object({ name: z.string().nullable(), number: z.string().nullable() }),
  session_id: z.uuid().nullable(),
  reason: z.string(),
  review_on: day,
  review_due: z.boolean(),
  placed_at: instant,
  placed_by: z.string().nullable(),
  released_at: instant.nullable(),
  released_by: z.string().nullable(),
  release_note: z.string().nullable(),
});
export type LegalHold = z.infer<typeof legalHold>;

export const holdStates = ["standing", "due", "released"] as const;
export type HoldState = (typeof holdStates)[number];

export const holdCursor = z.object({ at: instant, id: z.uuid() });
export type HoldCursor = z.infer<typeof holdCursor>;

export const holdPage = z.object({
  rows: z.array(legalHold),
  next: holdCursor.nullable(),
  due: z.int(),
  standing: z.int(),
});
export type HoldPage = z.infer<typeof holdPage>;

export const holdableCustomer = z.object({
  id: z.uuid(),
  name: z.string().nullable(),
  number: z.string().nullable(),
  is_held: z.boolean(),
  last_message_at: instant.nullable(),
});
export type HoldableCustomer = z.infer<typeof holdableCustomer>;

export const placeHoldRequest = z.object({
  customer_id: z.uuid(),
  reason: z.string().trim().min(10).max(2000),
  review_on: day,
});
export type PlaceHoldRequest = z.infer<typeof placeHoldRequest>;

export const releaseHoldRequest = z.object({ note: z.string().trim().min(3).max(2000) });
export const reviewHoldRequest = z.object({ review_on: day });

/** What all staff may know of a hold: that it stands, not why. */
export const standingHold = z
  .object({ id: z.uuid(), placed_at: instant, review_on: day })
  .nullable();
export type StandingHold = z.infer<typeof standingHold>;
