import { z } from "zod";

/** Instants travel as Postgres wrote them: a cursor made of them must keep the microseconds. */
const instant = z.string();

export const sessionFilters = ["open", "human", "mine", "closed", "all"] as const;
const messageState = z.enum([
  "queued",
  "sending",
  "sent",
  "delivered",
  "read",
  "played",
  "failed",
  "unknown",
  "suppressed",
]);
const author = z.enum(["customer", "bot", "staff", "system"]);

export const sessionRow = z.object({
  id: z.uuid(),
  name: z.string().nullable(),
  number: z.string().nullable(),
  status: z.enum(["active", "closed"]),
  owner: z.enum(["bot", "human"]),
  owner_reason: z.string().nullable(),
  assigned_to: z.uuid().nullable(),
  assigned_name: z.string().nullable(),
  consent: z.enum(["pending", "opted_in", "opted_out"]),
  last_message_at: instant,
  window_expires_at: instant.nullable(),
  customer_waits: z.boolean(),
  last_message: z
    .object({
      author,
      by_me: z.boolean(),
      type: z.string(),
      text: z.string(),
      state: messageState.nullable(),
    })
    .nullable(),
  updated_at: instant,
});

const sessionCounts = z.object({ open: z.int(), human: z.int(), mine: z.int() });

export const sessionCursor = z.object({
  segment: z.enum(["human", "closing", "rest", ...sessionFilters]),
  at: instant.optional(),
  id: z.uuid().optional(),
});

export const sessionPage = z.object({
  rows: z.array(sessionRow),
  next: sessionCursor.nullable(),
  counts: sessionCounts,
  as_of: instant,
});

export const sessionListChanges = z.object({
  reset: z.boolean(),
  rows: z.array(sessionRow),
  gone: z.array(z.uuid()),
  counts: sessionCounts,
  as_of: instant,
});

export const sessionHeader = sessionRow.extend({
  customer_id: z.uuid(),
  customer_since: instant,
  marketing: z.enum(["unknown", "allowed", "stopped"]),
  owner_since: instant,
  /** Why staff may not write now, as the gate's word; null when they may. */
  refusal: z.string().nullable(),
  /** False for the privacy role, which reads only. */
  can_write: z.boolean(),
  /** The caller is the one who answers. */
  mine: z.boolean(),
});

export const transcriptMessage = z.object({
  id: z.uuid(),
  seq: z.int(),
  direction: z.enum(["inbound", "outbound", "system"]),
  author,
  author_name: z.string().nullable(),
  by_me: z.boolean(),
  type: z.string(),
  text: z.string(),
  event: z.string().nullable(),
  event_reason: z.string().nullable(),
  purpose: z.string().nullable(),
  turn_id: z.uuid().nullable(),
  client_key: z.uuid().nullable(),
  state: messageState.nullable(),
  state_reason: z.string().nullable(),
  state_changed_at: instant.nullable(),
  not_before: instant.nullable(),
  at: instant,
  edited: z.boolean(),
  deleted: z.boolean(),
  quote: z.object({ id: z.uuid(), author, text: z.string() }).nullable(),
  reactions: z.array(z.object({ author, emoji: z.string().nullable() })),
  attempt: z
    .object({
      no: z.int(),
      error_code: z.int().nullable(),
      error_reason: z.string().nullable(),
      sent_at: instant.nullable(),
      delivered_at: instant.nullable(),
      read_at: instant.nullable(),
      failed_at: instant.nullable(),
      unknown_at: instant.nullable(),
    })
    .nullable(),
});

export const transcriptPage = z.object({
  messages: z.array(transcriptMessage),
  more: z.boolean(),
  as_of: instant,
});

export const sessionChanges = z.object({
  reset: z.boolean(),
  session: sessionHeader,
  messages: z.array(transcriptMessage),
  as_of: instant,
});

export const handedBack = z.object({ session: sessionHeader, turn_wanted: z.boolean() });

export const queuedReply = z.object({
  message_ids: z.array(z.uuid()),
  messages: z.array(transcriptMessage),
});

export type SessionFilter = (typeof sessionFilters)[number];
export type SessionRow = z.infer<typeof sessionRow>;
export type SessionCounts = z.infer<typeof sessionCounts>;
export type SessionCursor = z.infer<typeof sessionCursor>;
export type SessionPage = z.infer<typeof sessionPage>;
export type SessionListChanges = z.infer<typeof sessionListChanges>;
export type SessionHeader = z.infer<typeof sessionHeader>;
export type TranscriptMessage = z.infer<typeof transcriptMessage>;
export type TranscriptPage = z.infer<typeof transcriptPage>;
export type SessionChanges = z.infer<typeof sessionChanges>;
export type MessageState = z.infer<typeof messageState>;
