import { randomUUID } from "node:crypto";
import type pg from "pg";
import { ingest, messageItem, one, startConversation } from "./scenario";
import { call } from "./test-database";

/** What stands for the keyed hash of a code here. */
export const hashOfCode = (code: string) => code.padStart(64, "a");

export const privacySettings = {
  templates: { code: "privacy_code", link: "privacy_link", answer: "privacy_answer" },
  default_phone_number_id: "700800900100200",
};

type Person = { phone: string; sessionId: string; customerId: string };

/** Somebody who wrote, inside the window. */
export async function newPerson(service: pg.Client, admin: pg.Client): Promise<Person> {
  const { phone, sessionId } = await startConversation(service);
  const { customer_id: customerId } = await one<{ customer_id: string }>(
    admin,
    "select customer_id from chat_sessions where id = $1",
    sessionId,
  );
  return { phone, sessionId, customerId };
}

/** A request as the privacy team writes it down. */
export async function writtenDown(privacy: pg.Client, person: Person, kind: string) {
  const { id } = await call<{ id: string }>(
    privacy,
    "open_privacy_request_by_staff",
    ...[person.customerId, kind, "email", new Date().toISOString(), "Please", randomUUID()],
  );
  return { ...person, id };
}

/** The 24 hours of every conversation of this person are over. */
export const closeWindow = (admin: pg.Client, { customerId }: Person) =>
  admin.query(
    "update chat_sessions set wa_window_expires_at = now() - interval '1 hour' where customer_id = $1",
    [customerId],
  );

/** Six digits from this person's phone, with the hash that the service adds. */
export function answerCode(service: pg.Client, phone: string, code: string, at?: Date) {
  const item = messageItem({ phone, text: code, ...(at && { at }) });
  return ingest(service, {
    ...item,
    message: { ...item.message, identity_code: hashOfCode(code) },
  });
}

/** What the history of a request says, oldest first. */
export async function historyOf(admin: pg.Client, requestId: string) {
  const { rows } = await admin.query<{ event: string; detail: Record<string, string> }>(
    "select event, detail from privacy_request_events where request_id = $1 order by at, event",
    [requestId],
  );
  return rows;
}
