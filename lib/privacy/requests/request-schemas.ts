import { z } from "zod";
import { instant, messageState } from "@/lib/chat/console-schemas";
import { customerIdentity } from "@/lib/customers/panel-schemas";
import {
  checkWays,
  exportParts,
  exportStates,
  extensionReasons,
  noticeMatters,
  noticeStates,
  pauseReasons,
  refusalReasons,
  requestChannels,
  requestKinds,
  requestStates,
  requestViews,
  toldWays,
} from "@/lib/privacy/requests/request-words";

export const requestRow = z.object({
  id: z.uuid(),
  reference: z.string(),
  kind: z.enum(requestKinds),
  channel: z.enum(requestChannels),
  state: z.enum(requestStates),
  customer_id: z.uuid(),
  customer_name: z.string().nullable(),
  customer_number: z.string().nullable(),
  erased: z.boolean(),
  received_at: instant,
  /** The last second of the last day, in Uganda. */
  due_at: instant,
  paused_at: instant.nullable(),
  paused_days: z.int(),
  extended_at: instant.nullable(),
  identity_verified_at: instant.nullable(),
  closed_at: instant.nullable(),
  assigned_to: z.uuid().nullable(),
  assigned_name: z.string().nullable(),
  /** A legal hold stands for the customer. */
  held: z.boolean(),
  merged_count: z.int(),
});
export type RequestRow = z.infer<typeof requestRow>;

export const requestFilter = z.object({
  show: z.enum(requestViews).default("open"),
  kind: z.enum(requestKinds).optional(),
  state: z.enum(requestStates).optional(),
  assigned: z.union([z.enum(["me", "none"]), z.uuid()]).optional(),
  customer_id: z.uuid().optional(),
  search: z.string().trim().max(200).optional(),
});
export type RequestFilter = z.infer<typeof requestFilter>;
export const requestCursor = z.object({ at: instant, id: z.uuid() });
export type RequestCursor = z.infer<typeof requestCursor>;

/** 1000 stands for 1000 or more. */
const requestCounts = z.object({
  open: z.int(),
  overdue: z.int(),
  due_soon: z.int(),
  paused: z.int(),
  mine: z.int(),
  unassigned: z.int(),
  /** Ended or extended, and the person could not be told. */
  untold: z.int(),
});
export type RequestCounts = z.infer<typeof requestCounts>;
export const requestPage = z.object({
  rows: z.array(requestRow),
  next: requestCursor.nullable(),
  counts: requestCounts,
});
export type RequestPage = z.infer<typeof requestPage>;

const byName = z.string().nullable();
export const exportRow = z.object({
  id: z.uuid(),
  state: z.enum(exportStates),
  created_at: instant,
  finished_at: instant.nullable(),
  file_size: z.int().nullable(),
  missing_files: z.int(),
  error_code: z.string().nullable(),
  has_link: z.boolean(),
  link_made_at: instant.nullable(),
  link_message_state: messageState.nullable(),
  expires_at: instant.nullable(),
  downloads: z.int(),
  last_download_at: instant.nullable(),
  made_by_name: byName,
  parts: z.array(z.object({ part: z.enum(exportParts), total: z.int(), done: z.int() })),
});
export type ExportRow = z.infer<typeof exportRow>;

const clock = z.object({
  received_on: z.iso.date(),
  today: z.iso.date(),
  due_on: z.iso.date(),
  due_if_extended_on: z.iso.date(),
  pauses: z.array(
    z.object({ from: z.iso.date(), until: z.iso.date().nullable(), reason: z.enum(pauseReasons) }),
  ),
});

const identityCheck = z.object({
  id: z.uuid(),
  method: z.enum(["code", "manual"]),
  state: z.enum(["open", "passed", "failed", "expired", "replaced"]),
  attempts: z.int(),
  expires_at: instant.nullable(),
  created_at: instant,
  settled_at: instant.nullable(),
  how: z.enum(checkWays).nullable(),
  evidence: z.string().nullable(),
  message_state: messageState.nullable(),
  by_name: byName,
});
export type IdentityCheck = z.infer<typeof identityCheck>;

/** How a message would leave now; without a way, the word that says why it would not. */
const sendingWay = z.object({
  way: z.enum(["text", "template"]).nullable(),
  template: z.string().nullable(),
  refusal: z.string().nullable(),
});
export type SendingWay = z.infer<typeof sendingWay>;

const notice = z.object({
  about: z.enum(noticeMatters),
  state: z.enum(noticeStates),
  way: z.enum(toldWays).nullable(),
  /** Why they could not be told: a word of the gate, or WhatsApp's code. */
  reason: z.string().nullable(),
  at: instant,
  by_name: byName,
});
export type Notice = z.infer<typeof notice>;

export const requestDetail = requestRow.extend({
  opened_at: instant,
  session_id: z.uuid().nullable(),
  opened_by_name: byName,
  wish: z.string().nullable(),
  extension: z.object({ reason: z.enum(extensionReasons), told: z.enum(toldWays) }).nullable(),
  refused_reason: z.enum(refusalReasons).nullable(),
  outcome: z.record(z.string(), z.unknown()),
  merged_into: z.object({ id: z.uuid(), reference: z.string() }).nullable(),
  clock,
  identity: z.array(identityCheck),
  /** The first code leaves by itself in a moment. */
  code_wanted: z.boolean(),
  sending: z.object({ code: sendingWay, link: sendingWay, answer: sendingWay }),
  notices: z.array(notice),
  identities: z.array(customerIdentity),
  customer: z.object({ locale: z.string().nullable(), consent: z.string(), marketing: z.string() }),
  merged: z.array(
    z.object({
      id: z.uuid(),
      reference: z.string(),
      channel: z.enum(requestChannels),
      received_at: instant,
      wish: z.string().nullable(),
    }),
  ),
  notes: z.array(z.object({ id: z.uuid(), body: z.string(), at: instant, by_name: byName })),
  history: z.array(
    z.object({
      id: z.uuid(),
      event: z.string(),
      detail: z.record(z.string(), z.unknown()),
      at: instant,
      by_name: byName,
      to_name: byName,
    }),
  ),
  exports: z.array(exportRow),
});
export type RequestDetail = z.infer<typeof requestDetail>;

export const foundCustomer = z.object({
  id: z.uuid(),
  name: z.string().nullable(),
  number: z.string().nullable(),
  last_message_at: instant.nullable(),
  open_kinds: z.array(z.enum(requestKinds)),
});
export type FoundCustomer = z.infer<typeof foundCustomer>;
