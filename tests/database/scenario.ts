import { randomInt, randomUUID } from "node:crypto";
import type pg from "pg";
import { call } from "./test-database";

export const ourNumber = "700800900100200";

export const turnSettings = {
  quiet_window_ms: 0,
  max_wait_ms: 20_000,
  max_restarts: 2,
  lease_ms: 60_000,
  max_failures: 3,
  max_replies_per_hour: 30,
};

export const sendSettings = {
  requests_per_minute: 1_000_000,
  lease_ms: 60_000,
  grace_ms: 0,
  default_phone_number_id: ourNumber,
  retry_delays_ms: { "131056": [4000, 16000], none: [1000, 2000] },
  stop_codes: [131031, 131042],
  confirmations: {
    opt_out: { en: "Stopped.", sw: "Imesimama." },
    opt_in: { en: "Welcome back.", sw: "Karibu tena." },
  },
};

let phone = randomInt(90_000_000);
/** Another number at each call of a file: two alike would be one customer where two are meant. */
export const somePhone = () => {
  phone = (phone + 1_000_003) % 90_000_000;
  return `+2567${10_000_000 + phone}`;
};
export const someWamid = () => `wamid.${randomUUID()}`;

type MessageOptions = {
  phone?: string | null;
  waUserId?: string | null;
  wamid?: string;
  text?: string;
  at?: Date | null;
  type?: string;
  startsTurn?: boolean;
  consent?: object | null;
  effect?: object | null;
  replyTo?: string | null;
};

/** One parsed inbound message, as parse-webhook makes it. */
export function messageItem(options: MessageOptions = {}) {
  const wamid = options.wamid ?? someWamid();
  const text = options.text ?? "Hello";
  return {
    dedupe_key: `message:${wamid}`,
    event_type: "message",
    phone_number_id: ourNumber,
    occurred_at: options.at === null ? null : (options.at ?? new Date()).toISOString(),
    raw: { id: wamid },
    park_reason: null,
    message: {
      wa_message_id: wamid,
      sender: {
        phone: options.phone === undefined ? somePhone() : options.phone,
        wa_user_id: options.waUserId ?? null,
        display_name: "Namukasa Ruth",
      },
      message_type: options.type ?? "text",
      text,
      rendered_text: text,
      payload: {},
      reply_to_wa_message_id: options.replyTo ?? null,
      starts_turn: options.startsTurn ?? true,
      opens_window: true,
      media: null,
      effect: options.effect ?? null,
      consent: options.consent ?? null,
    },
  };
}

export function statusItem(wamid: string, status: string, extra: object = {}) {
  return {
    dedupe_key: `status:${wamid}:${status}`,
    event_type: "status",
    phone_number_id: ourNumber,
    occurred_at: new Date().toISOString(),
    raw: {},
    park_reason: null,
    status: {
      wa_message_id: wamid,
      status,
      recipient: null,
      error_code: null,
      payload: {},
      ...extra,
    },
  };
}

export function echoItem(wamid: string | null, phone: string, text: string) {
  return {
    dedupe_key: `echo:${wamid ?? randomUUID()}`,
    event_type: "echo",
    phone_number_id: ourNumber,
    occurred_at: new Date().toISOString(),
    raw: {},
    park_reason: null,
    echo: {
      wa_message_id: wamid,
      success: true,
      recipient: { phone, wa_user_id: null, display_name: null },
      text,
      error_code: null,
    },
  };
}

export type Ingested = {
  stored: number;
  duplicates: number;
  parked: number;
  turn_session_ids: string[];
  send_message_ids: string[];
};

export function ingest(client: pg.Client, ...items: object[]) {
  return call<Ingested>(client, "ingest_events", JSON.stringify(items), sendSettings);
}

/** A new customer's message, stored; returns what later steps need. */
export async function startConversation(client: pg.Client, options: MessageOptions = {}) {
  const phone = options.phone ?? somePhone();
  const result = await ingest(client, messageItem({ ...options, phone }));
  const [sessionId] = result.turn_session_ids;
  if (!sessionId) throw new Error("The message woke no turn");
  return { phone, sessionId };
}

export type Claimed = {
  kind: string;
  turn_id: string;
  fence: number;
  reason?: string;
  until?: string;
};

export const claim = (client: pg.Client, sessionId: string, settings: object = turnSettings) =>
  call<Claimed>(client, "claim_turn", sessionId, randomUUID(), settings);

/** What cron does each minute, seen from a later moment; `moment` is an ISO time. */
export async function redrive(client: pg.Client, moment: string = new Date().toISOString()) {
  const settled = await call<{ settled_sends: number; echo_event_ids: string[] }>(
    client,
    "settle_unfinished",
    sendSettings,
    moment,
  );
  for (const id of settled.echo_event_ids) await call(client, "settle_echo", id, sendSettings);
  const found = await call<{ turn_session_ids: string[]; send_message_ids: string[] }>(
    client,
    "find_unfinished",
    sendSettings,
    moment,
  );
  return { ...settled, ...found };
}

export type Committed = {
  kind: string;
  message_ids: string[];
  reason?: string;
  more_waiting?: boolean;
};

/** Saves a draft and commits it, as the agent-turn job does. */
export async function reply(client: pg.Client, turn: Claimed, parts = ["Hello from Parcelo."]) {
  await call(client, "save_draft", turn.turn_id, turn.fence, parts, {});
  return call<Committed>(client, "commit_turn", turn.turn_id, turn.fence, turnSettings);
}

/** A conversation with one committed reply that waits to be sent. */
export async function queuedReply(client: pg.Client, options: MessageOptions = {}) {
  const { phone, sessionId } = await startConversation(client, options);
  const turn = await claim(client, sessionId);
  const committed = await reply(client, turn);
  const [messageId] = committed.message_ids;
  if (!messageId) throw new Error(`The reply was not committed: ${committed.kind}`);
  return { phone, sessionId, turn, messageId };
}

export type Begun = {
  kind: string;
  attempt_id: string;
  reason?: string;
  until?: string;
  state?: string;
};

export const beginSend = (client: pg.Client, messageId: string, settings: object = sendSettings) =>
  call<Begun>(client, "begin_send", messageId, settings);

export const recordSend = (client: pg.Client, attemptId: string, result: object) =>
  call<{ state: string; not_before?: string }>(
    client,
    "record_send_result",
    attemptId,
    result,
    sendSettings,
  );

/** Text fields of one row, for assertions. */
export async function one<T extends Record<string, unknown>>(
  client: pg.Client,
  sql: string,
  ...values: unknown[]
) {
  const result = await client.query<T>(sql, values);
  const [row] = result.rows;
  if (!row || result.rows.length !== 1)
    throw new Error(`Expected one row, got ${result.rows.length}: ${sql}`);
  return row;
}
