import { z } from "zod";

const money = z.object({ amount: z.number(), currency: z.literal("UGX") });
const item = z.object({
  id: z.string(),
  description: z.string(),
  url: z.string().nullable(),
  quantity: z.number(),
  price: money.nullable(),
});
const method = z.enum(["mtn_momo", "airtel_money", "pesapal_card"]);
const subject = z.object({ kind: z.enum(["order", "quotation", "subscription"]), id: z.string() });

const payment = z.object({
  id: z.string(),
  subject,
  price: money,
  method,
  status: z.enum(["pending", "paid", "failed", "expired"]),
  created_at: z.string(),
  paid_at: z.string().nullable(),
});
const quotation = z.object({
  id: z.string(),
  status: z.enum(["preparing", "ready", "accepted", "paid", "expired"]),
  items: z.array(item.omit({ id: true })),
  origin: z.string().nullable(),
  fees: z.array(z.object({ name: z.string(), price: money })),
  total: money.nullable(),
  valid_until: z.string().nullable(),
  created_at: z.string(),
});
const order = z.object({
  id: z.string(),
  status: z.enum(["awaiting_payment", "paid", "purchased", "in_transit", "delivered", "cancelled"]),
  items: z.array(item),
  total: money,
  shipping_address: z.string(),
  parcel_ids: z.array(z.string()),
  created_at: z.string(),
});
const shipment = z.object({
  id: z.string(),
  order_id: z.string(),
  origin: z.string(),
  destination: z.string(),
  mode: z.enum(["air", "sea"]),
  status: z.enum(["received", "departed", "customs", "arrived", "out_for_delivery", "delivered"]),
  expected_on: z.string().nullable(),
  events: z.array(z.object({ at: z.string(), place: z.string(), what: z.string() })),
});
const subscription = z.object({
  id: z.string(),
  plan_code: z.string(),
  plan_name: z.string(),
  billing: z.enum(["monthly", "yearly"]),
  status: z.enum(["active", "pending_payment", "past_due", "cancelled"]),
  price: money,
  renews_on: z.string().nullable(),
});

/** All that the stand-in knows of one person, kept as one document. */
export const accountSchema = z.object({
  id: z.string(),
  phone: z.string(),
  name: z.string(),
  next_number: z.number(),
  subscription: subscription.nullable(),
  wishlist: z.object({ id: z.string(), items: z.array(item) }),
  cart: z.object({ id: z.string(), version: z.number(), items: z.array(item) }),
  quotations: z.array(quotation),
  orders: z.array(order),
  payments: z.array(payment),
  shipments: z.array(shipment),
});
export type Account = z.output<typeof accountSchema>;
export type Item = z.output<typeof item>;
export type Payment = z.output<typeof payment>;
export type Shipment = z.output<typeof shipment>;
export type Order = z.output<typeof order>;

export const ugx = (amount: number) => ({ amount: Math.round(amount), currency: "UGX" as const });

/** Sum of priced items; null while one has no price. */
export function totalOf(items: Pick<Item, "price" | "quantity">[]) {
  let sum = 0;
  for (const { price, quantity } of items) {
    if (price === null) return null;
    sum += price.amount * quantity;
  }
  return items.length === 0 ? null : ugx(sum);
}

/** The next number of this account, unlike those of others: `ORD-48210`. */
export function nextId(account: Account, prefix: "ORD" | "PCL" | "Q" | "PAY"): string {
  account.next_number += 1;
  return `${prefix}-${account.next_number}`;
}
