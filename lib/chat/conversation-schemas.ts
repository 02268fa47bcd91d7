import { z } from "zod";
import { author, instant, messageState, sessionRow } from "@/lib/chat/console-schemas";
import { messageDetails } from "@/lib/chat/message-details";
import { mediaKind, mediaStatus, understandingStatus } from "@/lib/media/media-words";

/** One reason of the gate: its word, and since or until when it holds. */
const gateReason = z.object({
  code: z.string(),
  since: instant.optional(),
  until: instant.optional(),
});

export const sessionHeader = sessionRow.extend({
  customer_id: z.uuid(),
  customer_since: instant,
  marketing: z.enum(["unknown", "allowed", "stopped"]),
  owner_since: instant,
  /** Why staff may not write now, as the gate's word; null when they may. */
  refusal: z.string().nullable(),
  /** Every reason, the first of which is `refusal`. */
  reasons: z.array(gateReason),
  /** The same for an approved template, and for one of marketing. */
  template_refusal: z.string().nullable(),
  marketing_refusal: z.string().nullable(),
  /** Approved templates that may be sent instead, the one to offer first; empty while staff may write. */
  templates: z.array(
    z.object({
      id: z.uuid(),
      name: z.string(),
      language: z.string(),
      category: z.string().nullable(),
    }),
  ),
  /** Of a closed conversation: the one the customer has opened since. */
  newer_session_id: z.uuid().nullable(),
  /** False for the privacy role, which reads only. */
  can_write: z.boolean(),
  /** The caller is the one who answers. */
  mine: z.boolean(),
});

const quote = z.object({
  id: z.uuid(),
  seq: z.int(),
  /** False: it was said in an earlier conversation, `session_id`. */
  here: z.boolean(),
  session_id: z.uuid(),
  author,
  text: z.string(),
});

const attempt = z.object({
  no: z.int(),
  error_code: z.int().nullable(),
  error_reason: z.string().nullable(),
  sent_at: instant.nullable(),
  delivered_at: instant.nullable(),
  read_at: instant.nullable(),
  played_at: instant.nullable(),
  failed_at: instant.nullable(),
  unknown_at: instant.nullable(),
});

const media = z.object({
  id: z.uuid(),
  kind: mediaKind,
  mime_type: z.string().nullable(),
  /** What the sender called it: a label, never a path or a type. */
  file_name: z.string().nullable(),
  file_size: z.int().nullable(),
  status: mediaStatus,
  error: z.string().nullable(),
  expires_at: instant.nullable(),
  caption: z.string().nullable(),
  transcript: z.string().nullable(),
  document_text: z.string().nullable(),
  understanding: understandingStatus,
});

export const transcriptMessage = z.object({
  id: z.uuid(),
  seq: z.int(),
  direction: z.enum(["inbound", "outbound", "system"]),
  author,
  author_name: z.string().nullable(),
  by_me: z.boolean(),
  type: z.string(),
  /** Readable form of any kind; `written`: the customer's or our own words alone. */
  text: z.string(),
  written: z.string().nullable(),
  event: z.string().nullable(),
  event_reason: z.string().nullable(),
  event_staff_name: z.string().nullable(),
  details: messageDetails,
  media: media.nullable(),
  /** Earlier versions, oldest first. */
  edits: z.array(z.object({ text: z.string().nullable(), replaced_at: instant.nullable() })),
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
  quote: quote.nullable(),
  reactions: z.array(z.object({ author, emoji: z.string().nullable() })),
  attempt: attempt.nullable(),
});

export const sessionNote = z.object({
  id: z.uuid(),
  session_id: z.uuid(),
  /** The bubble it stands behind. */
  after_seq: z.int(),
  body: z.string(),
  author_name: z.string().nullable(),
  by_me: z.boolean(),
  at: instant,
  edited: z.boolean(),
  deleted: z.boolean(),
});

export const transcriptPage = z.object({
  messages: z.array(transcriptMessage),
  notes: z.array(sessionNote),
  /** There are older ones; there are newer ones. */
  more: z.boolean(),
  newer: z.boolean(),
  as_of: instant,
});

/** What a person does in an open conversation; a hidden tab says nothing. */
export const activities = ["viewing", "writing", "left", "hidden"] as const;

export const colleagueHere = z.object({
  staff_id: z.uuid(),
  name: z.string(),
  activity: z.enum(["viewing", "writing"]),
});

export const sessionChanges = z.object({
  reset: z.boolean(),
  session: sessionHeader,
  messages: z.array(transcriptMessage),
  notes: z.array(sessionNote),
  presence: z.array(colleagueHere),
  as_of: instant,
});

export const handedBack = z.object({ session: sessionHeader, turn_wanted: z.boolean() });

export const queuedReply = z.object({
  message_ids: z.array(z.uuid()),
  messages: z.array(transcriptMessage),
});

export const noteBody = z.string().trim().min(1).max(4_000);

export type SessionHeader = z.infer<typeof sessionHeader>;
export type TranscriptMessage = z.infer<typeof transcriptMessage>;
export type TranscriptPage = z.infer<typeof transcriptPage>;
export type SessionNote = z.infer<typeof sessionNote>;
export type SessionChanges = z.infer<typeof sessionChanges>;
export type ColleagueHere = z.infer<typeof colleagueHere>;
export type Activity = (typeof activities)[number];
/** Which stretch of a transcript: the newest, or around a bubble, before or after it. */
export type TranscriptPlace = { before: number } | { after: number } | { around: number } | null;
