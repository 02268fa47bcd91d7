import { z } from "zod";
import { alertRow } from "@/lib/alerts/alert-batch";

const instant = z.string();

export const alertStates = ["open", "cleared"] as const;
export type AlertState = (typeof alertStates)[number];

export const alertCursor = z.object({ at: instant, id: z.uuid() });
export type AlertCursor = z.infer<typeof alertCursor>;

export const alertPage = z.object({
  rows: z.array(alertRow),
  next: alertCursor.nullable(),
  /** How many are open, whichever are shown. */
  open: z.int(),
  /** How Telegram behaves; null before it was ever used. */
  channel: z
    .object({
      paused_until: instant.nullable(),
      failing_since: instant.nullable(),
      error_code: z.string().nullable(),
      last_sent_at: instant.nullable(),
    })
    .nullable(),
});

/** With what the server knows beside the database: whether Telegram is told, and where the runbook is. */
export const alertView = alertPage.extend({
  tells: z.boolean(),
  runbook_url: z.string().nullable(),
});
export type AlertView = z.infer<typeof alertView>;

export const acknowledgement = z.object({ note: z.string().trim().max(1000) });
