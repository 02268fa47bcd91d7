import { randomUUID } from "node:crypto";
import { type Customer, receivedEvent, someWamid, textMessage } from "./customer";
import { type RunningStack, until } from "./running-stack";
import { samplePayload, withOwnIds } from "./sample-payload";

/** Posting in the name of one customer; every helper fails when the webhook is not acknowledged. */
export function writeAs(running: () => RunningStack) {
  const post = async (what: string, body: unknown) => {
    const { status } = await running().post(body);
    if (status !== 200) throw new Error(`${what} was answered with ${status}`);
  };
  return {
    /** Posts a sample as this customer's, under ids of its own; gives those ids back. */
    async deliver(name: string, customer: Customer): Promise<string[]> {
      const own = withOwnIds(samplePayload(`${name}.json`), randomUUID());
      const text = own.replaceAll("256700000101", customer.waId);
      await post(name, text);
      return [...new Set(text.match(/wamid\.[\w.-]+/g))];
    },
    /** Posts one text message with some fields of message and contact replaced; gives its id back. */
    async write(customer: Customer, fields: object, contact: object = {}): Promise<string> {
      const wamid = someWamid(customer);
      const message = { ...textMessage(customer, "hello", wamid), ...fields };
      const event = receivedEvent([customer], [message]);
      Object.assign(event.data.data.value.contacts[0] ?? {}, contact);
      await post("A message", event);
      return wamid;
    },
    isAnswered: (customer: Customer) =>
      until("the customer is answered", async () => {
        return (await running().sentTo(customer)).length > 0;
      }),
  };
}
