import { z } from "zod";
import { instant, messageState } from "@/lib/chat/console-schemas";
import { sessionHeader } from "@/lib/chat/conversation-schemas";
import {
  journeyStages,
  sentiments,
  ticketCategories,
  ticketPriorities,
  ticketStatuses,
} from "@/lib/tickets/ticket-words";

export const ticketRow = z.object({
  id: z.uuid(),
  reference: z.string(),
  customer_id: z.uuid(),
  session_id: z.uuid().nullable(),
  turn_id: z.uuid().nullable(),
  customer_name: z.string().nullable(),
  customer_number: z.string().nullable(),
  category: z.enum(ticketCategories),
  sentiment: z.enum(sentiments),
  priority: z.enum(ticketPriorities),
  journey_stage: z.enum(journeyStages).nullable(),
  status: z.enum(ticketStatuses),
  /** The bot gave up the conversation with it. */
  escalated: z.boolean(),
  subject: z.string(),
  summary: z.string(),
  opened_by: z.enum(["bot", "staff"]),
  opened_by_name: z.string().nullable(),
  assigned_to: z.uuid().nullable(),
  assigned_name: z.string().nullable(),
  created_at: instant,
  updated_at: instant,
  last_activity_at: instant,
  first_response_at: instant.nullable(),
  resolved_at: instant.nullable(),
  closed_at: instant.nullable(),
});
export type TicketRow = z.infer<typeof ticketRow>;

/** The views that the tabs offer: what is not settled, one status, or everything. */
export const ticketViews = ["unsettled", ...ticketStatuses, "all"] as const;

export const ticketFilter = z.object({
  status: z.enum(ticketViews).default("unsettled"),
  priority: z.enum(ticketPriorities).optional(),
  category: z.enum(ticketCategories).optional(),
  sentiment: z.enum(sentiments).optional(),
  assigned: z.union([z.enum(["me", "none"]), z.uuid()]).optional(),
  customer_id: z.uuid().optional(),
  search: z.string().trim().max(200).optional(),
  sort: z.enum(["urgent", "recent"]).default("urgent"),
});
export type TicketFilter = z.infer<typeof ticketFilter>;

export const ticketCursor = z.object({ rank: z.int().optional(), at: instant, id: z.uuid() });
export type TicketCursor = z.infer<typeof ticketCursor>;

/** 1000 stands for 1000 or more. */
const ticketCounts = z.object({
  open: z.int(),
  pending: z.int(),
  resolved: z.int(),
  closed: z.int(),
  mine: z.int(),
  unassigned: z.int(),
  urgent: z.int(),
});
export type TicketCounts = z.infer<typeof ticketCounts>;

export const ticketPage = z.object({
  rows: z.array(ticketRow),
  next: ticketCursor.nullable(),
  counts: ticketCounts,
});
export type TicketPage = z.infer<typeof ticketPage>;

export const ticketMessage = z.object({
  id: z.uuid(),
  author: z.enum(["customer", "bot", "staff"]),
  author_name: z.string().nullable(),
  by_me: z.boolean(),
  /** `internal` never reaches the customer. */
  audience: z.enum(["internal", "customer"]),
  body: z.string(),
  file_message_ids: z.array(z.uuid()),
  message_id: z.uuid().nullable(),
  state: messageState.nullable(),
  state_reason: z.string().nullable(),
  created_at: instant,
});
export type TicketMessage = z.infer<typeof ticketMessage>;

export const ticketDetail = z.object({
  ticket: ticketRow,
  messages: z.array(ticketMessage),
  feedback: z
    .object({ rating: z.int().nullable(), text: z.string(), sentiment: z.enum(sentiments) })
    .nullable(),
  /** The conversation in which a reply goes out; null: the customer has none that is open. */
  session: sessionHeader.nullable(),
  /** Where in its conversation the bot opened it. */
  opened_at_seq: z.int().nullable(),
  other_tickets: z.array(
    ticketRow.pick({ id: true, reference: true, subject: true, status: true }),
  ),
});
export type TicketDetail = z.infer<typeof ticketDetail>;

/** What is to become of one ticket; what is absent stays. */
export const ticketChange = z.object({
  id: z.uuid(),
  status: z.enum(ticketStatuses).optional(),
  priority: z.enum(ticketPriorities).optional(),
  assigned_to: z.uuid().nullable().optional(),
});
export type TicketChange = z.infer<typeof ticketChange>;
export const ticketChanges = z.array(ticketChange).min(1).max(100);

/** A ticket that staff open from a conversation. */
export const newTicket = z.object({
  subject: z.string().trim().min(1).max(200),
  summary: z.string().trim().min(1).max(4_000),
  category: z.enum(ticketCategories),
  priority: z.enum(ticketPriorities),
  sentiment: z.enum(sentiments),
});
export type NewTicket = z.infer<typeof newTicket>;

export const ticketReply = z.object({
  text: z.string().trim().min(1).max(20_000),
  client_key: z.uuid(),
});
export const ticketNote = z.object({
  body: z.string().trim().min(1).max(4_000),
  client_key: z.uuid(),
});

/** The ticket after a reply, and the messages that were queued for the customer. */
export const queuedTicketReply = z.object({ ticket: ticketRow, message_ids: z.array(z.uuid()) });
export type QueuedTicketReply = z.infer<typeof queuedTicketReply>;
