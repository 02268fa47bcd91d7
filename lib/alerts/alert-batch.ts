import { z } from "zod";
import { alertKinds } from "@/lib/alerts/alert-words";

const instant = z.iso.datetime({ offset: true });

/** One alert as the database shows it. */
export const alertRow = z.object({
  id: z.uuid(),
  kind: z.enum(alertKinds),
  key: z.string(),
  subject_kind: z.string().nullable(),
  subject_id: z.uuid().nullable(),
  amount: z.int(),
  since: instant,
  state: z.enum(["open", "cleared"]),
  first_seen_at: instant,
  last_seen_at: instant,
  cleared_at: instant.nullable(),
  told_at: instant.nullable(),
  acknowledged_at: instant.nullable(),
  acknowledged_by: z.string().nullable(),
  note: z.string().nullable(),
  telling: z.enum(["queued", "sending", "sent", "failed", "expired"]).nullable(),
});
export type Alert = z.infer<typeof alertRow>;

/** What one Telegram message is about; words and number only where the configuration asks for them. */
export const alertBatch = z.object({
  batch_id: z.uuid(),
  kind: z.enum(["raised", "reminded", "cleared", "incoming", "reply", "agent_error"]),
  messages: z.int(),
  sessions: z.int(),
  first_at: instant,
  alert: alertRow.nullable(),
  session_id: z.uuid().nullable(),
  turn_id: z.uuid().nullable(),
  message_type: z.string().nullable(),
  author: z.string().nullable(),
  reason: z.string().nullable(),
  text: z.string().nullable(),
  number: z.string().nullable(),
});
export type AlertBatch = z.infer<typeof alertBatch>;
