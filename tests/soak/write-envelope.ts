import { ourNumber } from "../integration/customer";
import type { Envelope, SoakCustomer } from "./delivery";

const display = "256312000411";
const foreignNumber = "900900900900900";

type Lists = { messages?: object[]; statuses?: object[] };

function metaValue(customers: readonly SoakCustomer[], lists: Lists, phoneNumberId = ourNumber) {
  const people = [...new Set(customers)];
  return {
    messaging_product: "whatsapp",
    metadata: { display_phone_number: display, phone_number_id: phoneNumberId },
    ...(lists.messages && {
      contacts: people.map(({ name, waId, waUserId }) => ({
        profile: { name },
        wa_id: waId,
        ...(waUserId === null ? {} : { user_id: waUserId }),
      })),
    }),
    ...lists,
  };
}

/** Messages of some customers in one of the forms in which they come; `legacy_flat` is apart. */
export function messagesBody(
  envelope: Exclude<Envelope, "legacy_flat">,
  customers: readonly SoakCustomer[],
  messages: readonly object[],
): object {
  const value = metaValue(customers, { messages: [...messages] });
  switch (envelope) {
    case "live":
      return { event: "message.received", data: { data: { value, field: "messages" } } };
    case "test_button":
      return { event: "message.received", data: { value, field: "messages" } };
    case "flat_messages":
      return { event: "message.received", data: { messages, contacts: value.contacts } };
    case "meta": {
      // Half of a batch in an entry of its own.
      const half = Math.ceil(messages.length / 2);
      const entry = [messages.slice(0, half), messages.slice(half)]
        .filter((part) => part.length > 0)
        .map((part) => ({
          id: "900100200300400",
          changes: [{ field: "messages", value: metaValue(customers, { messages: part }) }],
        }));
      return { object: "whatsapp_business_account", entry };
    }
  }
}

/** The oldest form: a bare text, a national number, a time without zone. */
export function legacyFlatBody(
  customer: SoakCustomer,
  wamid: string,
  text: string,
  at: Date,
): object {
  return {
    event: "message.received",
    data: {
      wa_message_id: wamid,
      phone_number: customer.waId.replace(/^256/, "0"),
      message_type: "text",
      message: text,
      created_at: at.toISOString().slice(0, 19).replace("T", " "),
      contact: { name: customer.name },
    },
  };
}

export function foreignNumberBody(customer: SoakCustomer, message: object): object {
  const value = metaValue([customer], { messages: [message] }, foreignNumber);
  return { event: "message.received", data: { data: { value, field: "messages" } } };
}

export function receiptBody(wamid: string, at: Date): object {
  const timestamp = String(Math.floor(at.getTime() / 1_000));
  const value = metaValue([], { statuses: [{ id: wamid, status: "read", timestamp }] });
  return { event: "message.status.update", data: { data: { value, field: "messages" } } };
}

/** What Luminous reports when a person writes in its own inbox. */
export function inboxEchoBody(
  customer: SoakCustomer,
  wamid: string,
  text: string,
  at: Date,
): object {
  const phone = `+${customer.waId}`;
  const data = {
    messaging_product: "whatsapp",
    contacts: [{ input: phone, wa_id: customer.waId }],
    messages: [{ id: wamid }],
    chat: {
      wam_id: wamid,
      type: "outbound",
      metadata: JSON.stringify({ type: "text", text: { body: text } }),
      created_at: at.toISOString().slice(0, 19).replace("T", " "),
      contact: { phone },
    },
  };
  return { event: "message.sent", data: { data: { success: true, data } } };
}
