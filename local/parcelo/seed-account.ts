import { type Account, type Item, nextId, type Order, totalOf, ugx } from "./account";
import { draw, pick } from "./draw";
import { feesFor, origins, plans, priceOf } from "./price-list";
import { trackingEvents } from "./tracking-events";

const goods: [readonly [string, string], ...(readonly [string, string])[]] = [
  ["Nike Air Max 90, size 43", "https://www.nike.com/t/air-max-90"],
  ["Samsung Galaxy A55, 256 GB, navy", "https://www.samsung.com/galaxy-a55"],
  ["Baby car seat, group 0+", "https://www.mothercare.com/car-seat"],
  ["Kitchen blender 1.5 l", "https://www.amazon.co.uk/dp/B0BLENDER"],
  ["Solar lantern, pack of 4", "https://www.alibaba.com/solar-lantern"],
  ["Hair straightener, ceramic", "https://www.noon.com/hair-straightener"],
  ["Laptop bag, 15 inch, grey", "https://www.amazon.com/dp/B0LAPBAG"],
  ["Football boots, size 42", "https://www.adidas.co.uk/boots"],
];
const addresses = [
  "Plot 14, Kira Road, Kamwokya, Kampala",
  "Ntinda Complex, shop 12, Kampala",
  "Kisaasi, near Total, Kampala",
  "Main Street 33, Entebbe",
] as const;
const cities = { usa: "Dover, Delaware", uk: "London", china: "Guangzhou", dubai: "Dubai" };

/**
 * What a person of this number has at Parcelo: the same for the same number, apart from dates, which
 * count back from now. Numbers that end in 00 are new: their account is empty.
 */
export function seedAccount(phone: string, name: string, now: Date): Account {
  const account = emptyAccount(phone, name);
  if (isNew(phone)) return account;
  const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000).toISOString();

  const onTheWay = addOrder(account, "on the way", "in_transit", daysAgo(9));
  const origin = pick(phone, "origin", origins);
  const shipment = {
    id: nextId(account, "PCL"),
    order_id: onTheWay.id,
    origin: cities[origin],
    destination: "Kampala",
    mode: "air" as const,
    status: "customs" as const,
    expected_on: daysAgo(-3).slice(0, 10),
    events: trackingEvents(cities[origin], "customs", daysAgo),
  };
  onTheWay.parcel_ids.push(shipment.id);
  const delivered = addOrder(account, "delivered", "delivered", daysAgo(41));
  const old = {
    ...shipment,
    id: nextId(account, "PCL"),
    order_id: delivered.id,
    status: "delivered" as const,
    expected_on: null,
    events: trackingEvents(cities[origin], "delivered", (days) => daysAgo(days + 28)),
  };
  delivered.parcel_ids.push(old.id);
  account.shipments.push(shipment, old);
  addOrder(account, "unpaid", "awaiting_payment", daysAgo(1));

  for (const [paid, days] of [
    [onTheWay, 9],
    [delivered, 41],
  ] as const) {
    account.payments.push({
      id: nextId(account, "PAY"),
      subject: { kind: "order", id: paid.id },
      price: paid.total,
      method: pick(phone, `method ${paid.id}`, ["mtn_momo", "airtel_money", "pesapal_card"]),
      status: "paid",
      created_at: daysAgo(days),
      paid_at: daysAgo(days),
    });
  }
  addQuotation(account, daysAgo(2), daysAgo(-12).slice(0, 10));
  account.wishlist.items.push(someItem(account, "wish 1"), someItem(account, "wish 2"));
  account.cart.items.push(someItem(account, "cart 1"));
  if (draw(phone, "subscribed", 0, 1) < 0.5) subscribe(account, daysAgo(-20).slice(0, 10));
  return account;
}

export const isNew = (phone: string) => phone.endsWith("00");

function emptyAccount(phone: string, name: string): Account {
  const number = Math.floor(draw(phone, "account", 10_000, 99_000));
  return {
    id: `cus_${number}${phone.slice(-4)}`,
    phone,
    name,
    next_number: number,
    subscription: null,
    wishlist: { id: `wl_${number}`, items: [] },
    cart: { id: `cart_${number}`, version: 1, items: [] },
    quotations: [],
    orders: [],
    payments: [],
    shipments: [],
  };
}

function someItem(account: Account, about: string): Item {
  const [description, url] = pick(account.phone, about, goods);
  account.next_number += 1;
  return {
    id: `it_${account.next_number}`,
    description,
    url,
    quantity: 1,
    price: priceOf(description),
  };
}

function addOrder(account: Account, about: string, status: Order["status"], at: string): Order {
  const items = [someItem(account, `${about} 1`), someItem(account, `${about} 2`)];
  const order: Order = {
    id: nextId(account, "ORD"),
    status,
    items,
    total: totalOf(items) ?? ugx(0),
    shipping_address: pick(account.phone, "address", addresses),
    parcel_ids: [],
    created_at: at,
  };
  account.orders.unshift(order);
  return order;
}

function addQuotation(account: Account, at: string, validUntil: string): void {
  const { id: _, ...item } = someItem(account, "quoted");
  const things = totalOf([item])?.amount ?? 0;
  const fees = feesFor(things, pick(account.phone, "origin", origins), account.phone);
  account.quotations.push({
    id: nextId(account, "Q"),
    status: "ready",
    items: [item],
    origin: pick(account.phone, "origin", origins),
    fees,
    total: ugx(fees.reduce((sum, fee) => sum + fee.price.amount, things)),
    valid_until: validUntil,
    created_at: at,
  });
}

function subscribe(account: Account, renewsOn: string): void {
  const plan = plans[1];
  if (!plan) return;
  account.subscription = {
    id: `sub_${account.next_number}`,
    plan_code: plan.code,
    plan_name: plan.name,
    billing: "monthly",
    status: "active",
    price: plan.monthly,
    renews_on: renewsOn,
  };
}
