import { z } from "zod";
import { LOCAL_LUMINOUS_KEY } from "../../providers/start-providers";

export const sendAnswer = z.object({
  statusCode: z.literal(200),
  data: z.object({
    success: z.boolean(),
    message: z.string().optional(),
    data: z.looseObject({
      messages: z.array(z.object({ id: z.string().startsWith("wamid.") })).optional(),
      error: z.looseObject({ code: z.number().optional(), message: z.string() }).optional(),
    }),
  }),
});

const messageSchema = z.object({
  seq: z.number(),
  id: z.string(),
  direction: z.enum(["in", "out"]),
  kind: z.string(),
  text: z.string(),
  header: z.string().optional(),
  footer: z.string().optional(),
  buttons: z.array(z.object({ id: z.string(), title: z.string() })).optional(),
  reply_to: z.string().optional(),
  at: z.string(),
  status: z.string(),
  reaction: z.string().optional(),
  reason: z.string().optional(),
});
const shapes = {
  customers: z.object({
    customers: z.array(
      z.strictObject({
        id: z.string(),
        phone: z.string().nullable(),
        wa_user_id: z.string().nullable(),
        name: z.string(),
        last_message: z.string().nullable(),
        last_at: z.string().nullable(),
        unread: z.number(),
      }),
    ),
  }),
  messages: z.object({ messages: z.array(messageSchema), cursor: z.number() }),
  written: z.object({
    messages: z.array(
      z.object({
        id: z.string(),
        webhook_status: z.number().nullable(),
        status: z.string(),
        reason: z.string().optional(),
      }),
    ),
  }),
  journal: z.object({
    entries: z.array(
      z.looseObject({
        seq: z.number(),
        target: z.string(),
        outcome: z.string(),
        status: z.number().nullable(),
        fault: z.string().nullable(),
        phone: z.string().nullable(),
        wa_message_id: z.string().nullable(),
        body: z.unknown(),
        detail: z.string().nullable(),
      }),
    ),
    cursor: z.number(),
  }),
};

/** The stand-in's HTTP interface as tests and the simulator page call it. */
export function callStandIn(url: string) {
  async function local(method: string, path: string, body?: unknown) {
    const response = await fetch(`${url}/_local${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: response.status, body: (await response.json()) as unknown };
  }
  function platform(method: string, path: string, body?: unknown, init: RequestInit = {}) {
    return fetch(`${url}/luminous${path}`, {
      method,
      headers: {
        authorization: `Bearer ${LOCAL_LUMINOUS_KEY}`,
        "content-type": "application/json",
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...init,
    });
  }
  return {
    local,
    platform,
    async send(phone: string, message: string, rest: object = {}) {
      const response = await platform("POST", "/api/send", { phone, message, ...rest });
      return sendAnswer.parse(await response.json()).data;
    },
    async customers() {
      return shapes.customers.parse((await local("GET", "/customers")).body).customers;
    },
    async customer(name: string) {
      const { customers } = shapes.customers.parse((await local("GET", "/customers")).body);
      const found = customers.find((customer) => customer.name === name);
      if (found === undefined) throw new Error(`no customer ${name}`);
      return found;
    },
    async messages(id: string, query = "") {
      const { body } = await local("GET", `/customers/${id}/messages${query}`);
      return shapes.messages.parse(body);
    },
    async write(id: string, messages: object[], batch = false) {
      const { body } = await local("POST", `/customers/${id}/messages`, { messages, batch });
      return shapes.written.parse(body).messages;
    },
    async fault(fault: object) {
      const { status, body } = await local("POST", "/faults", fault);
      if (status !== 200) throw new Error(JSON.stringify(body));
    },
    async journal(query = "") {
      return shapes.journal.parse((await local("GET", `/journal${query}`)).body);
    },
    settings: (change: object) => local("POST", "/luminous/settings", change),
  };
}
export type StandIn = ReturnType<typeof callStandIn>;

/** Polls until the check holds, or fails with what it last saw. */
export async function eventually<T>(
  look: () => T | Promise<T>,
  holds: (seen: T) => boolean,
): Promise<T> {
  const deadline = performance.now() + 30_000;
  for (;;) {
    const seen = await look();
    if (holds(seen)) return seen;
    if (performance.now() > deadline) throw new Error(`never happened: ${JSON.stringify(seen)}`);
    await new Promise((resolve) => setTimeout(resolve, 15));
  }
}
