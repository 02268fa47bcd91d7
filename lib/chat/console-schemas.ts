import { z } from "zod";
import { assigneeWords, sessionFilters } from "@/lib/chat/session-filters";

/** Instants travel as Postgres wrote them: a cursor made of them must keep the microseconds. */
export const instant = z.string();

/** Whose conversations: also a person's id. */
export const assignee = z.union([z.enum(assigneeWords), z.uuid()]);
export const messageState = z.enum([
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
export const author = z.enum(["customer", "bot", "staff", "system"]);

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
  last_seq: z.int(),
  /** What the customer wrote that the viewer has not seen; 10 means ten or more. */
  unread: z.int(),
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

const sessionCounts = z.object({
  open: z.int(),
  human: z.int(),
  mine: z.int(),
  closing: z.int(),
  unanswered: z.int(),
  failed: z.int(),
  opted_out: z.int(),
  unread: z.int(),
});

export const sessionCursor = z.object({
  segment: z.enum(["rest", "window_closing", ...sessionFilters]),
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

export type SessionRow = z.infer<typeof sessionRow>;
export type SessionCounts = z.infer<typeof sessionCounts>;
export type SessionCursor = z.infer<typeof sessionCursor>;
export type SessionPage = z.infer<typeof sessionPage>;
export type SessionListChanges = z.infer<typeof sessionListChanges>;
export type MessageState = z.infer<typeof messageState>;
