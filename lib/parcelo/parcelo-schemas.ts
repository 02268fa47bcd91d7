import { z } from "zod";

/** Ids of Parcelo's backend: safe in a path, never longer than people can read aloud. */
const id = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/);
const text = z.string().max(2_000);
const time = z.iso.datetime({ offset: true });

export const money = z.object({
  amount: z.number().nonnegative().max(1_000_000_000_000),
  currency: z.string().regex(/^[A-Z]{3}$/),
});
export type Money = z.infer<typeof money>;

export const paymentMethods = ["mtn_momo", "airtel_money", "pesapal_card"] as const;
export type PaymentMethod = (typeof paymentMethods)[number];
const method = z.object({ code: z.enum(paymentMethods), name: text });
export const paymentMethodList = z.object({ methods: z.array(method) });

const plan = z.object({
  code: id,
  name: text,
  monthly: money,
  yearly: money,
  benefits: z.array(text).max(20),
});
export const planList = z.object({ plans: z.array(plan) });
export type Plan = z.infer<typeof plan>;

export const account = z.object({ customer_id: id });

/** Everything that belongs to somebody says to whom: ownership is checked again on what comes back. */
const owned = { customer_id: id };

export const subscription = z.object({
  subscription: z
    .object({
      ...owned,
      id,
      plan_code: id,
      plan_name: text,
      billing: z.enum(["monthly", "yearly"]),
      status: z.enum(["active", "pending_payment", "past_due", "cancelled"]),
      price: money,
      renews_on: z.iso.date().nullable(),
    })
    .nullable(),
});

export const payment = z.object({
  ...owned,
  id,
  subject: z.object({ kind: z.enum(["order", "quotation", "subscription"]), id }),
  price: money,
  method: z.enum(paymentMethods),
  status: z.enum(["pending", "paid", "failed", "expired"]),
  created_at: time,
  paid_at: time.nullable(),
  /** A page to pay on; absent for a prompt on the phone. */
  pay_url: z.url().max(2_000).nullable(),
});
export type Payment = z.infer<typeof payment>;
export const paymentList = z.object({ payments: z.array(payment) });

const quotationItem = z.object({
  description: text,
  quantity: z.number().int().positive(),
  url: text.nullable(),
  price: money.nullable(),
});
export const quotation = z.object({
  ...owned,
  id,
  status: z.enum(["preparing", "ready", "accepted", "paid", "expired"]),
  items: z.array(quotationItem).max(50),
  origin: text.nullable(),
  fees: z.array(z.object({ name: text, price: money })).max(20),
  total: money.nullable(),
  valid_until: z.iso.date().nullable(),
  created_at: time,
});
export type Quotation = z.infer<typeof quotation>;
export const quotationList = z.object({ quotations: z.array(quotation) });

const listItem = z.object({
  id,
  description: text,
  url: text.nullable(),
  quantity: z.number().int().positive(),
  price: money.nullable(),
});
export const wishlist = z.object({ ...owned, id, items: z.array(listItem).max(200) });
export const cart = z.object({
  ...owned,
  id,
  version: z.number().int(),
  items: z.array(listItem).max(200),
  total: money.nullable(),
});
export type Cart = z.infer<typeof cart>;

export const order = z.object({
  ...owned,
  id,
  status: z.enum(["awaiting_payment", "paid", "purchased", "in_transit", "delivered", "cancelled"]),
  items: z.array(listItem).max(200),
  total: money,
  shipping_address: text,
  parcel_ids: z.array(id).max(50),
  created_at: time,
});
export type Order = z.infer<typeof order>;
export const orderList = z.object({ orders: z.array(order) });
export const placedOrder = z.object({ order, payment });

export const shipment = z.object({
  ...owned,
  id,
  order_id: id,
  origin: text,
  destination: text,
  mode: z.enum(["air", "sea"]),
  status: z.enum(["received", "departed", "customs", "arrived", "out_for_delivery", "delivered"]),
  expected_on: z.iso.date().nullable(),
  events: z.array(z.object({ at: time, place: text, what: text })).max(100),
});
export type Shipment = z.infer<typeof shipment>;
export const shipmentList = z.object({ shipments: z.array(shipment) });

export const magicLink = z.object({ ...owned, url: z.url().max(2_000), expires_at: time });
