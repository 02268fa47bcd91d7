import { randomUUID } from "node:crypto";
import { parsePhoneNumberFromString } from "libphonenumber-js";
import { z } from "zod";
import type { Store } from "../providers/open-store";

const customerSchema = z.object({
  id: z.string(),
  phone: z.string().nullable(),
  wa_user_id: z.string().nullable(),
  name: z.string(),
});
/** A simulated person. `phone` is E.164; a customer with a username may have `wa_user_id` only. */
export type Customer = z.output<typeof customerSchema>;

const summarySchema = customerSchema.extend({
  last_message: z.string().nullable(),
  last_at: z.string().nullable(),
  unread: z.number(),
});

const FIRST_CUSTOMERS: Omit<Customer, "id">[] = [
  { name: "Namukasa Ruth", phone: "+256700000101", wa_user_id: null },
  { name: "Okello Brian", phone: "+256772000418", wa_user_id: null },
  { name: "Mugisha Peter", phone: "+256752000927", wa_user_id: "UG.70316482957164820311" },
  { name: "Njeri Wanjiku", phone: "+254712000733", wa_user_id: null },
  { name: "Achieng Grace", phone: null, wa_user_id: "UG.48151623420815162342" },
];

export type Customers = ReturnType<typeof createCustomers>;

export function createCustomers(store: Store, now: () => Date) {
  const insert = store.db.prepare(
    "insert into customers (id, phone, wa_user_id, name, created_at) values (?, ?, ?, ?, ?)",
  );
  const byId = store.db.prepare("select id, phone, wa_user_id, name from customers where id = ?");
  const byPhone = store.db.prepare(
    "select id, phone, wa_user_id, name from customers where phone = ?",
  );
  const byUserId = store.db.prepare(
    "select id, phone, wa_user_id, name from customers where wa_user_id = ?",
  );
  const summaries = store.db.prepare(`
    select c.id, c.phone, c.wa_user_id, c.name, m.text as last_message, m.at as last_at,
      (select count(*) from messages u where u.customer_id = c.id and u.visible = 1
        and u.direction = 'out' and u.status <> 'read') as unread
    from customers c left join messages m on m.seq =
      (select max(seq) from messages where customer_id = c.id and visible = 1)
    order by m.seq is null, m.seq desc, c.rowid`);

  function create(customer: Omit<Customer, "id">): Customer {
    const id = randomUUID();
    insert.run(id, customer.phone, customer.wa_user_id, customer.name, now().toISOString());
    return { id, ...customer };
  }

  store.transaction(() => {
    const seeded = store.db.prepare("select 1 from settings where name = 'seeded'").get();
    if (seeded !== undefined) return;
    for (const customer of FIRST_CUSTOMERS) create(customer);
    store.db.prepare("insert into settings values ('seeded', 'true')").run();
  });

  return {
    create,
    get: (id: string) => customerSchema.optional().parse(byId.get(id)),
    byPhone: (phone: string) => customerSchema.optional().parse(byPhone.get(phone)),
    byUserId: (userId: string) => customerSchema.optional().parse(byUserId.get(userId)),
    list: () => z.array(summarySchema).parse(summaries.all()),
    /** The person behind a number that a send names; a stranger gets a phone in the simulator too. */
    recipient(phone: string, name: string): Customer {
      const known = customerSchema.optional().parse(byPhone.get(phone));
      return known ?? create({ phone, wa_user_id: null, name: name || phone });
    },
  };
}

/**
 * E.164 of a number in international form, with or without `+`; null when it cannot be one. Only the
 * length is judged, since tests use invented numbers.
 */
export function toE164(input: string): string | null {
  const parsed = parsePhoneNumberFromString(input.startsWith("+") ? input : `+${input}`);
  return parsed?.isPossible() ? parsed.number : null;
}
