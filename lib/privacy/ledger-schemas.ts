import { z } from "zod";

const instant = z.string();

/** One change of consent, with its evidence; numbers are masked. */
export const ledgerLine = z.object({
  id: z.uuid(),
  customer_id: z.uuid(),
  customer_name: z.string().nullable(),
  number: z.string().nullable(),
  scope: z.enum(["service", "marketing"]),
  from_status: z.string(),
  to_status: z.string(),
  source: z.string(),
  channel: z.string(),
  words: z.string().nullable(),
  button_id: z.string().nullable(),
  /** Where the proof of what staff recorded lies. */
  evidence: z.string().nullable(),
  /** Where the message is; null once it is gone, or where none was behind the change. */
  session_id: z.uuid().nullable(),
  message_seq: z.int().nullable(),
  at: instant,
  recorded_at: instant,
  /** The member of staff who wrote it down. */
  by: z.string().nullable(),
});
export const ledgerCursor = z.object({ at: instant, id: z.uuid() });
export const ledgerPage = z.object({ rows: z.array(ledgerLine), next: ledgerCursor.nullable() });

const moment = z.iso.datetime({ offset: true }).optional();
export const consentChanges = [
  "opted_out",
  "opted_in",
  "pending",
  "stopped",
  "allowed",
  "unknown",
] as const;
export const consentSources = [
  "keyword",
  "button",
  "chat_tool",
  "preference",
  "provider_error",
  "number_change",
  "staff",
  "erasure",
] as const;
export const ledgerFilter = z.object({
  search: z.string().trim().min(1).max(200).optional(),
  customer: z.uuid().optional(),
  scope: z.enum(["service", "marketing"]).optional(),
  change: z.enum(consentChanges).optional(),
  source: z.enum(consentSources).optional(),
  from: moment,
  before: moment,
});

export type LedgerLine = z.infer<typeof ledgerLine>;
export type LedgerCursor = z.infer<typeof ledgerCursor>;
export type LedgerPage = z.infer<typeof ledgerPage>;
export type LedgerFilter = z.infer<typeof ledgerFilter>;
