import { z } from "zod";
import { type Account, nextId, type Payment, totalOf, ugx } from "./account";
import {
  type AccountEndpoint,
  methodSchema,
  newItemSchema,
  notFound,
  ok,
  priceSchema,
  readBody,
  refusal,
} from "./endpoint";
import { newPayment } from "./payments";
import { feesFor, plans, priceOf } from "./price-list";

const quotationSchema = z.object({
  items: z.array(newItemSchema).min(1),
  origin: z.string().nullable(),
  notes: z.string().nullable(),
});
const orderSchema = z.object({
  cart_id: z.string(),
  cart_version: z.number(),
  price: priceSchema,
  shipping_address: z.string().min(5),
  method: methodSchema,
});
const paymentSchema = z.object({
  subject: z.object({ kind: z.enum(["order", "quotation"]), id: z.string() }),
  price: priceSchema,
  method: methodSchema,
});
const upgradeSchema = z.object({
  plan_code: z.string(),
  billing: z.enum(["monthly", "yearly"]),
  method: methodSchema,
  price: priceSchema,
});

const owned = <T extends object>(account: Account, value: T) => ({
  customer_id: account.id,
  ...value,
});
const byId = <T extends { id: string }>(list: T[], id: string | undefined) =>
  list.find((each) => each.id === id);

/** Quotations, orders, payments, shipments, subscription. `payUrl` gives the page to pay on by card. */
export function tradeEndpoints(payUrl: (payment: Payment) => string): AccountEndpoint[] {
  const shown = (account: Account, payment: Payment) =>
    owned(account, {
      ...payment,
      pay_url: payment.method === "pesapal_card" ? payUrl(payment) : null,
    });
  const lists = {
    quotations: (account: Account) => account.quotations.map((each) => owned(account, each)),
    orders: (account: Account) => account.orders.map((each) => owned(account, each)),
    shipments: (account: Account) => account.shipments.map((each) => owned(account, each)),
    payments: (account: Account) => account.payments.map((each) => shown(account, each)),
  };
  const reads = Object.entries(lists).flatMap(([name, list]): AccountEndpoint[] => [
    {
      method: "GET",
      path: new RegExp(`^/${name}$`),
      handle: ({ account }) => ok({ [name]: list(account) }),
    },
    {
      method: "GET",
      path: new RegExp(`^/${name}/([^/]+)$`),
      handle({ account, params: [id] }) {
        const found = list(account).find((each) => each.id === id);
        return found ? ok(found) : notFound();
      },
    },
  ]);

  return [
    ...reads,
    {
      method: "POST",
      path: /^\/quotations$/,
      handle({ account, json, now }) {
        const { items: wanted, origin } = readBody(quotationSchema, json);
        const items = wanted.map((item) => ({ ...item, price: priceOf(item.description) }));
        const things = totalOf(items)?.amount ?? 0;
        const fees = feesFor(things, origin, items.map(({ description }) => description).join());
        const quotation = {
          ...{ id: nextId(account, "Q"), status: "ready" as const, items, origin, fees },
          total: ugx(fees.reduce((sum, fee) => sum + fee.price.amount, things)),
          valid_until: new Date(now.getTime() + 14 * 86_400_000).toISOString().slice(0, 10),
          created_at: now.toISOString(),
        };
        account.quotations.unshift(quotation);
        return ok(owned(account, quotation));
      },
    },
    {
      method: "POST",
      path: /^\/orders$/,
      handle({ account, json, now }) {
        const wanted = readBody(orderSchema, json);
        const { cart } = account;
        const total = totalOf(cart.items);
        if (cart.items.length === 0) return refusal(409, "cart_empty");
        if (wanted.cart_id !== cart.id || wanted.cart_version !== cart.version)
          return refusal(409, "cart_changed");
        if (total === null) return refusal(409, "item_without_price");
        if (total.amount !== wanted.price.amount) return refusal(409, "price_changed");
        const order = {
          ...{ id: nextId(account, "ORD"), status: "awaiting_payment" as const, total },
          ...{ items: cart.items, shipping_address: wanted.shipping_address, parcel_ids: [] },
          created_at: now.toISOString(),
        };
        account.orders.unshift(order);
        account.cart = { ...cart, version: cart.version + 1, items: [] };
        const subject = { kind: "order" as const, id: order.id };
        const payment = newPayment(account, { subject, price: total, method: wanted.method }, now);
        return ok({ order: owned(account, order), payment: shown(account, payment) });
      },
    },
    {
      method: "POST",
      path: /^\/payments$/,
      handle({ account, json, now }) {
        const wanted = readBody(paymentSchema, json);
        const { kind, id } = wanted.subject;
        const order = kind === "order" ? byId(account.orders, id) : undefined;
        const quotation = kind === "quotation" ? byId(account.quotations, id) : undefined;
        const price = order?.total ?? quotation?.total;
        if (!price) return notFound();
        if (order && order.status !== "awaiting_payment") return refusal(409, "already_paid");
        if (quotation?.status === "paid") return refusal(409, "already_paid");
        if (price.amount !== wanted.price.amount) return refusal(409, "price_changed");
        return ok(shown(account, newPayment(account, wanted, now)));
      },
    },
    {
      method: "GET",
      path: /^\/subscription$/,
      handle: ({ account }) =>
        ok({ subscription: account.subscription && owned(account, account.subscription) }),
    },
    {
      method: "POST",
      path: /^\/subscription$/,
      handle({ account, json, now }) {
        const { plan_code, billing, method, price } = readBody(upgradeSchema, json);
        const plan = plans.find(({ code }) => code === plan_code);
        if (!plan) return refusal(422, "unknown_plan");
        const wanted = billing === "monthly" ? plan.monthly : plan.yearly;
        if (wanted.amount !== price.amount) return refusal(409, "price_changed");
        if (
          account.subscription?.plan_code === plan_code &&
          account.subscription.billing === billing
        )
          return refusal(409, "already_on_plan");
        const id = account.subscription?.id ?? `sub_${account.next_number}`;
        account.subscription = {
          ...{ id, plan_code, plan_name: plan.name, billing, price: wanted },
          status: "pending_payment",
          renews_on: null,
        };
        const subject = { kind: "subscription" as const, id };
        return ok(shown(account, newPayment(account, { subject, price: wanted, method }, now)));
      },
    },
  ];
}
