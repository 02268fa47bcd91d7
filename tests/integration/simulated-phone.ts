import { randomInt } from "node:crypto";
import { z } from "zod";

const created = z.object({ id: z.string() });
const written = z.object({ messages: z.array(z.object({ id: z.string(), status: z.string() })) });
const shown = z.object({
  messages: z.array(
    z.object({ id: z.string(), direction: z.enum(["in", "out"]), text: z.string() }),
  ),
});

/** A new customer of the stand-in, whose phone sends real files and shows what came back. */
export async function openPhone(providersUrl: string, name = "Namukasa Ruth") {
  const call = async (path: string, body?: object): Promise<unknown> => {
    const response = await fetch(`${providersUrl}/_local${path}`, {
      ...(body && { method: "POST", body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${path} was answered with ${response.status}`);
    return response.json();
  };
  const phone = `+2567${randomInt(10_000_000, 99_999_999)}`;
  const { id } = created.parse(await call("/customers", { name, phone }));
  return {
    id,
    name,
    phone,
    /** Sends these at once; gives their WhatsApp ids. Fails when the webhook did not take one. */
    async send(...messages: object[]): Promise<string[]> {
      const sent = written.parse(await call(`/customers/${id}/messages`, { messages })).messages;
      const refused = sent.filter(({ status }) => status !== "accepted");
      if (refused.length > 0) throw new Error(`${refused.length} messages were not accepted`);
      return sent.map((message) => message.id);
    },
    /** What the business wrote, oldest first. */
    async replies(): Promise<string[]> {
      const { messages } = shown.parse(await call(`/customers/${id}/messages`));
      return messages.filter(({ direction }) => direction === "out").map(({ text }) => text);
    },
  };
}
