import { randomInt, randomUUID } from "node:crypto";

export const ourNumber = "700800900100200";
const display = "256312000411";

export type Customer = { phone: string; waId: string; name: string };

const made: Customer[] = [];

/** Everybody made up so far, for the canary test: some have been erased from the database since. */
export const plantedCustomers = () =>
  made.flatMap(({ waId, name }) => [
    { what: "number", value: waId },
    { what: "name", value: name },
  ]);

export function someCustomer(name = "Namukasa Ruth"): Customer {
  const waId = `2567${randomInt(10_000_000, 99_999_999)}`;
  made.push({ phone: `+${waId}`, waId, name });
  return { phone: `+${waId}`, waId, name };
}

/** Shaped like Meta's: base64 that holds the number, which makes it personal data. */
export const someWamid = (customer: Customer) =>
  `wamid.${Buffer.from(`${customer.waId}|${randomUUID()}`).toString("base64")}`;

/** One text as Meta puts it into `messages[]`. */
export function textMessage(
  customer: Customer,
  body: string,
  wamid = someWamid(customer),
  at = new Date(),
) {
  return {
    from: customer.waId,
    id: wamid,
    timestamp: String(Math.floor(at.getTime() / 1_000)),
    type: "text",
    text: { body },
  };
}

/** The live Luminous envelope around messages of one or several customers. */
export function receivedEvent(customers: readonly Customer[], messages: readonly object[]) {
  return {
    event: "message.received",
    data: {
      data: {
        value: {
          messaging_product: "whatsapp",
          metadata: { display_phone_number: display, phone_number_id: ourNumber },
          contacts: customers.map((each) => ({ profile: { name: each.name }, wa_id: each.waId })),
          messages,
        },
        field: "messages",
      },
    },
  };
}

export const textEvent = (customer: Customer, body: string, wamid?: string, at?: Date) =>
  receivedEvent([customer], [textMessage(customer, body, wamid, at)]);
