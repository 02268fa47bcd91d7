import { createHash } from "node:crypto";
import type pg from "pg";
import {
  beginSend,
  type Claimed,
  claim,
  ingest,
  messageItem,
  recordSend,
  reply,
  someWamid,
  startConversation,
} from "./scenario";
import { call } from "./test-database";

export const hashOf = (what: string) => createHash("sha256").update(what).digest("hex");

export type Decided = { kind: string; id: string; summary?: string };

/** What a tool asks of the database before it pays or orders. */
export const question = (what = "pay ORD-1", extra: object = {}) => ({
  tool: "start_payment",
  arguments: { number: what },
  arguments_hash: hashOf(what),
  summary: `Please confirm: ${what}. Reply YES.`,
  amount: 120_000,
  currency: "UGX",
  minutes: 30,
  ...extra,
});

export const decide = (client: pg.Client, turn: Claimed, key: string, request = question()) =>
  call<Decided>(client, "confirm_or_ask", turn.turn_id, key, request);

/** Sends what a turn committed, as the provider would take it. */
export async function sendAll(client: pg.Client, messageIds: string[]) {
  for (const id of messageIds) {
    const begun = await beginSend(client, id);
    await recordSend(client, begun.attempt_id, { kind: "accepted", wa_message_id: someWamid() });
  }
}

/** A customer who has read a question and not answered it yet. */
export async function askedCustomer(client: pg.Client, request = question()) {
  const { phone, sessionId } = await startConversation(client, { text: "I want to pay" });
  const turn = await claim(client, sessionId);
  const asked = await decide(client, turn, `turn:${turn.turn_id}:a`, request);
  const committed = await reply(client, turn, ["Prepared.", request.summary]);
  await sendAll(client, committed.message_ids);
  return { phone, sessionId, askingTurn: turn, confirmationId: asked.id };
}

/** The customer writes on; returns the turn that must answer it. */
export async function writes(
  client: pg.Client,
  who: { phone: string; sessionId: string },
  text: string,
  options: Parameters<typeof messageItem>[0] = {},
) {
  const item = messageItem({ ...options, phone: who.phone, text });
  await ingest(client, item);
  return claim(client, who.sessionId);
}

export type Read = {
  id: string;
  state: string;
  answers: { id: string; text: string }[];
} | null;

export const readConfirmation = (client: pg.Client, turn: Claimed) =>
  call<Read>(client, "read_confirmation", turn.turn_id);

/** Writes down the newest possible answer as a yes, as code does after it has compared the words. */
export async function saysYes(client: pg.Client, turn: Claimed): Promise<boolean> {
  const read = await readConfirmation(client, turn);
  const answer = read?.answers.at(-1);
  if (!read || !answer) return false;
  return call<boolean>(client, "answer_confirmation", read.id, turn.turn_id, "yes", answer.id);
}
