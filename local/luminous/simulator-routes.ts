import { z } from "zod";
import type { LocalRoute } from "../providers/local-route";
import { customerMessageSchema } from "./customer-message";
import { type Customer, type Customers, toE164 } from "./customers";
import type { DeliveryProgress } from "./delivery-progress";
import { UnknownFile } from "./media/file-of-message";
import type { PhoneMessages } from "./phone-messages";
import type { WriteAsCustomer } from "./write-as-customer";

const newCustomerSchema = z
  .strictObject({
    name: z.string().trim().min(1).max(200),
    phone: z.string().optional(),
    wa_user_id: z
      .string()
      .regex(/^[A-Z]{2}\.[A-Za-z0-9]{1,128}$/)
      .optional(),
  })
  .refine((input) => input.phone !== undefined || input.wa_user_id !== undefined, {
    error: "Give a phone, a wa_user_id, or both.",
  });
const writeSchema = z.strictObject({
  messages: z.array(customerMessageSchema).min(1).max(100),
  batch: z.boolean().default(false),
});
const listSchema = z.object({
  after: z.coerce.number().int().min(0).optional(),
  limit: z.coerce.number().int().min(1).max(1_000).default(200),
});

/** The simulated phones, as the simulator page and tests use them. */
export function simulatorRoutes(parts: {
  customers: Customers;
  messages: PhoneMessages;
  progress: DeliveryProgress;
  write: WriteAsCustomer;
}): LocalRoute[] {
  const { customers, messages, progress, write } = parts;
  const ok = (body: unknown) => ({ status: 200, body });
  const notFound = { status: 404, body: { error: "There is no such customer." } };

  function withCustomer(
    handle: (
      customer: Customer,
      input: Parameters<LocalRoute["handle"]>[0],
    ) => ReturnType<LocalRoute["handle"]>,
  ): LocalRoute["handle"] {
    return async (input) => {
      const customer = customers.get(input.params[0] ?? "");
      return customer === undefined ? notFound : handle(customer, input);
    };
  }

  return [
    {
      method: "GET",
      path: /^\/customers$/,
      handle: async () => ok({ customers: customers.list() }),
    },
    {
      method: "POST",
      path: /^\/customers$/,
      handle: async ({ json }) => {
        const { name, phone: given, wa_user_id } = newCustomerSchema.parse(json);
        const phone = given === undefined ? null : toE164(given);
        if (given !== undefined && phone === null) {
          return { status: 400, body: { error: "The phone must be in international form." } };
        }
        const taken =
          (phone !== null && customers.byPhone(phone)) ||
          (wa_user_id !== undefined && customers.byUserId(wa_user_id));
        if (taken) return { status: 409, body: { error: `That is ${taken.name} already.` } };
        return ok(customers.create({ name, phone, wa_user_id: wa_user_id ?? null }));
      },
    },
    {
      method: "GET",
      path: /^\/customers\/([^/]+)\/messages$/,
      handle: withCustomer(async (customer, { query }) => {
        const { after, limit } = listSchema.parse(Object.fromEntries(query));
        return ok(messages.list(customer.id, after ?? null, limit));
      }),
    },
    {
      method: "POST",
      path: /^\/customers\/([^/]+)\/messages$/,
      handle: withCustomer(async (customer, { json }) => {
        const { messages: written, batch } = writeSchema.parse(json);
        try {
          return ok({ messages: await write(customer, written, batch) });
        } catch (error) {
          if (!(error instanceof UnknownFile)) throw error;
          return { status: 400, body: { error: error.message } };
        }
      }),
    },
    {
      method: "POST",
      path: /^\/customers\/([^/]+)\/read$/,
      handle: withCustomer(async (customer) => ok({ read: await progress.read(customer) })),
    },
  ];
}
