import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createParceloClient } from "@/lib/parcelo/parcelo-client";
import { LOCAL_PARCELO_KEY, type Providers, startProviders } from "../../providers/start-providers";

const RUTH = "+256700000101";
const BRIAN = "+256772000418";
const NEW = "+256772000400";
let providers: Providers;
let clock: Date;

beforeEach(async () => {
  clock = new Date("2026-11-22T09:00:00Z");
  providers = await startProviders({
    port: 0,
    dataDir: null,
    webhookUrl: "http://127.0.0.1:1/",
    now: () => clock,
  });
});
afterEach(() => providers.close());

/** The product's own client: what it can read here, it can read. */
const backend = (secret = LOCAL_PARCELO_KEY, timeoutMs = 30_000) =>
  createParceloClient({
    baseUrl: providers.parcelo.baseUrl,
    secret,
    timeoutMs,
    retryDelaysMs: [1],
  });

let keys = 0;
const key = () => `key-${++keys}`;

async function ask<T>(answer: Promise<{ kind: string; value?: T }>): Promise<T> {
  const { kind, value } = await answer;
  if (kind !== "ok" || value === undefined) throw new Error(`Refused: ${kind}`);
  return value;
}
const accountOf = async (phone: string) =>
  (await ask(backend().resolveCustomer({ phone, name: "Ruth", create: false }, key()))).customer_id;

describe("Parcelo's backend, stood in for", () => {
  it("has something believable for a number, the same at every question and different for the next", async () => {
    const ruth = await accountOf(RUTH);
    expect(await accountOf(RUTH)).toBe(ruth);
    const { orders } = await ask(backend().orders(ruth));
    expect(orders.map(({ status }) => status)).toEqual([
      "awaiting_payment",
      "delivered",
      "in_transit",
    ]);
    const { shipments } = await ask(backend().shipments(ruth));
    expect(shipments[0]).toMatchObject({ status: "customs", destination: "Kampala", mode: "air" });
    expect(shipments[0]?.events.at(-1)).toMatchObject({ place: "Entebbe" });
    expect((await ask(backend().plans())).plans.map(({ code }) => code)).toEqual([
      "basic",
      "plus",
      "business",
    ]);
    const brian = await accountOf(BRIAN);
    expect((await ask(backend().orders(brian))).orders.map(({ id }) => id)).not.toContain(
      orders[0]?.id,
    );
    expect(await backend().order(brian, orders[0]?.id ?? "")).toEqual({ kind: "not_found" });
  });

  it("opens an account for a new number only when asked to", async () => {
    const who = { phone: NEW, name: "Njeri", create: false };
    expect(await backend().resolveCustomer(who, key())).toEqual({ kind: "not_found" });
    const { customer_id } = await ask(backend().resolveCustomer({ ...who, create: true }, key()));
    expect(await ask(backend().orders(customer_id))).toEqual({ orders: [] });
    expect(await ask(backend().subscription(customer_id))).toEqual({ subscription: null });
  });

  it("quotes, lists, orders from the cart as it stands, and takes the payment once", async () => {
    const ruth = await accountOf(RUTH);
    const item = { description: "Blue sneakers, size 40", url: null, quantity: 2 };
    const quoted = await ask(
      backend().createQuotation(ruth, { items: [item], origin: "uk", notes: null }, key()),
    );
    expect(quoted).toMatchObject({ status: "ready", total: { currency: "UGX" } });
    const wished = await ask(backend().addToWishlist(ruth, item, key()));
    const cart = await ask(backend().moveToCart(ruth, [wished.items.at(-1)?.id ?? ""], key()));
    const price = cart.total ?? { amount: 0, currency: "UGX" };
    const wanted = {
      cart_id: cart.id,
      price,
      shipping_address: "Ntinda, Kampala",
      method: "pesapal_card" as const,
    };
    const old = { ...wanted, cart_version: cart.version - 1 };
    expect(await backend().placeOrder(ruth, old, key())).toEqual({
      kind: "refused",
      code: "cart_changed",
    });
    const once = key();
    const placed = await ask(
      backend().placeOrder(ruth, { ...wanted, cart_version: cart.version }, once),
    );
    expect(
      await ask(backend().placeOrder(ruth, { ...wanted, cart_version: cart.version }, once)),
    ).toEqual(placed);
    expect((await ask(backend().cart(ruth))).items).toEqual([]);
    expect((await fetch(placed.payment.pay_url ?? "")).status).toBe(200);
    expect(await ask(backend().payment(ruth, placed.payment.id))).toMatchObject({ status: "paid" });
    expect(await ask(backend().order(ruth, placed.order.id))).toMatchObject({ status: "paid" });
  });

  it("refuses another price, and approves a mobile money prompt after a while", async () => {
    const ruth = await accountOf(RUTH);
    const [unpaid] = (await ask(backend().orders(ruth))).orders;
    const subject = { kind: "order" as const, id: unpaid?.id ?? "" };
    const price = unpaid?.total ?? { amount: 0, currency: "UGX" };
    const cheap = { subject, price: { ...price, amount: 1 }, method: "mtn_momo" as const };
    expect(await backend().startPayment(ruth, cheap, key())).toEqual({
      kind: "refused",
      code: "price_changed",
    });
    const payment = await ask(backend().startPayment(ruth, { ...cheap, price }, key()));
    expect(payment).toMatchObject({ status: "pending", pay_url: null });
    clock = new Date(clock.getTime() + 25_000);
    expect(await ask(backend().payment(ruth, payment.id))).toMatchObject({ status: "paid" });
  });

  it("upgrades a subscription at the plan's price", async () => {
    const customer = (
      await ask(backend().resolveCustomer({ phone: NEW, name: null, create: true }, key()))
    ).customer_id;
    const [, plus] = (await ask(backend().plans())).plans;
    const wanted = {
      plan_code: "plus",
      billing: "yearly" as const,
      method: "airtel_money" as const,
    };
    const price = plus?.yearly ?? { amount: 0, currency: "UGX" };
    await ask(backend().upgradeSubscription(customer, { ...wanted, price }, key()));
    expect(await ask(backend().subscription(customer))).toMatchObject({
      subscription: { plan_code: "plus", status: "pending_payment" },
    });
  });

  it("refuses a wrong secret and a write without a key, and misbehaves on request", async () => {
    expect(await backend("wrong").plans()).toEqual({ kind: "unavailable", reason: "unauthorized" });
    const ruth = await accountOf(RUTH);
    const bare = await fetch(`${providers.parcelo.baseUrl}/v1/customers/${ruth}/magic-links`, {
      method: "POST",
      headers: { authorization: `Bearer ${LOCAL_PARCELO_KEY}` },
    });
    expect(bare.status).toBe(400);
    providers.faults.add({
      target: "parcelo",
      kind: "status",
      status: 503,
      times: 2,
      contains: "/orders",
    });
    expect(await backend().orders(ruth)).toEqual({ kind: "unavailable", reason: "server_error" });
    expect((await backend().orders(ruth)).kind).toBe("ok");
    // Done, but no answer: the second attempt gets the first one's.
    const item = { description: "Kettle", url: null, quantity: 1 };
    const before = (await ask(backend().wishlist(ruth))).items.length;
    providers.faults.add({
      target: "parcelo",
      kind: "accept_then_time_out",
      times: 1,
      contains: "POST",
    });
    const impatient = backend(LOCAL_PARCELO_KEY, 1_500);
    expect((await ask(impatient.addToWishlist(ruth, item, key()))).items).toHaveLength(before + 1);
    const { entries } = providers.journal.list({ target: "parcelo" });
    expect(entries.at(-2)).toMatchObject({ outcome: "failed", fault: "accept_then_time_out" });
  });
});
