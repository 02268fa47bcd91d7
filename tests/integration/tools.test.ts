import { afterEach, describe, expect, it } from "vitest";
import { z } from "zod";
import { appLog } from "./app-log";
import { type Customer, someCustomer, textEvent } from "./customer";
import { openStack } from "./open-stack";
import { providerJournal } from "./provider-journal";
import { until } from "./running-stack";

const { stack, running } = openStack({
  env: { REPLY_QUIET_WINDOW_MS: "0", SUMMARY_MESSAGE_THRESHOLD: "1000" },
});
afterEach(() => running().clearFaults());

/** Somebody with an account at Parcelo: the stand-in's numbers that end in 00 have none. */
function shopper(): Customer {
  const customer = someCustomer();
  return customer.phone.endsWith("00") ? shopper() : customer;
}

const known = z.object({
  id: z.string(),
  cart: z.object({ id: z.string(), items: z.array(z.object({ id: z.string() })) }),
  orders: z.array(z.object({ id: z.string(), status: z.string(), shipping_address: z.string() })),
  shipments: z.array(z.object({ id: z.string() })),
});

/** What Parcelo's backend holds for a customer's number. */
async function atParcelo(customer: Customer) {
  const address = `${stack().urls.providers}/_local/parcelo/accounts/${encodeURIComponent(customer.phone)}`;
  return known.parse(await (await fetch(address)).json());
}

/** Dictates what the model makes of one message: the route, then a tool call. */
async function dictate(contains: string, route: string, name: string, args: object) {
  const triage = {
    ...{ reason: "test", route, language: "en", sentiment: "neutral", urgency: "normal" },
    ...{ wants_human: false, search_query: null },
  };
  await running().scriptModel({ kind: "json", value: triage }, { schema: "triage", contains });
  const calls = [{ name, arguments: args }];
  await running().scriptModel({ kind: "tool_calls", calls }, { schema: null, contains });
}

/** The customer writes; resolves with the texts that came back for it and the turn that answered. */
async function say(customer: Customer, text: string) {
  const before = (await running().sentTo(customer)).length;
  const known = await running().sessionOf(customer);
  const turnsBefore = known ? (await turnsOf(known.id)).length : 0;
  await running().post(textEvent(customer, text));
  return until(`"${text}" is answered`, async () => {
    const session = await running().sessionOf(customer);
    if (!session) return null;
    const turns = await turnsOf(session.id);
    const turn = turns.at(-1);
    if (turns.length <= turnsBefore || turn?.state !== "finished") return null;
    const sent = (await running().sentTo(customer)).slice(before);
    return { reply: sent.join("\n"), turn, session: await running().sessionOf(customer) };
  });
}

async function turnsOf(sessionId: string) {
  const { data, error } = await running()
    .database.from("agent_turns")
    .select("*")
    .eq("session_id", sessionId)
    .order("claimed_at");
  if (error) throw new Error(error.message);
  return data;
}

const order = { shipping_address: "Ntinda Complex, Kampala", payment_method: "mtn_momo" };
const askToOrder = async (customer: Customer, words: string) => {
  await dictate(words, "orders", "create_order_from_cart", order);
  return say(customer, words);
};

describe("tools that do, for this customer and nobody else", () => {
  it("make a quotation and find a parcel", async () => {
    const customer = shopper();
    const item = { description: "Blue sneakers size 40", url: null, quantity: 1 };
    await dictate("quote sneakers", "quotation", "create_quotation", {
      items: [item],
      origin: "uk",
      notes: null,
    });
    const quoted = await say(customer, "Please quote sneakers");
    expect(quoted.turn.tools).toMatchObject([
      { tool: "create_quotation", outcome: "done", targets: [expect.stringMatching(/^Q-\d+$/)] },
    ]);
    expect(quoted.reply).not.toBe("");

    const { shipments } = await atParcelo(customer);
    const parcel = shipments[0]?.id ?? "";
    await dictate("track it", "shipping", "track_shipment", { parcel, order: null });
    const tracked = await say(customer, "track it please");
    expect(tracked.turn.tools).toMatchObject([
      { tool: "track_shipment", outcome: "done", targets: [parcel] },
    ]);
  });

  it("order only after the customer has read exactly what and said yes, and then once", async () => {
    const customer = shopper();
    const before = await atParcelo(customer);
    const asked = await askToOrder(customer, "order my cart");
    expect(asked.turn.tools).toMatchObject([{ outcome: "needs_confirmation" }]);
    expect(asked.reply).toMatch(
      /Please confirm:\nOrder from your cart: 1 × .+\nTotal: UGX [\d,]+, paid by MTN MoMo\nDeliver to: Ntinda Complex, Kampala\n\nReply YES/,
    );
    expect((await atParcelo(customer)).orders).toEqual(before.orders);

    const done = await say(customer, "Yes please");
    expect(done.turn.tools).toMatchObject([{ tool: "create_order_from_cart", outcome: "done" }]);
    const after = await atParcelo(customer);
    expect(after.orders).toHaveLength(before.orders.length + 1);
    expect(after.orders[0]).toMatchObject({ shipping_address: order.shipping_address });
    expect(after.cart.items).toEqual([]);

    await say(customer, "Yes");
    expect((await atParcelo(customer)).orders).toHaveLength(after.orders.length);
  });

  it("ask anew when the cart has changed since, and do nothing on the old yes", async () => {
    const customer = shopper();
    const before = await atParcelo(customer);
    await askToOrder(customer, "order everything");
    const added = await fetch(
      `${stack().env.PARCELO_API_URL}/v1/customers/${before.id}/cart/items`,
      {
        method: "POST",
        headers: {
          authorization: `Bearer ${stack().env.SERVICE_SECRET}`,
          "content-type": "application/json",
          "idempotency-key": `test-${before.id}`,
        },
        body: JSON.stringify({ description: "Gold watch", url: null, quantity: 3 }),
      },
    );
    expect(added.status).toBe(200);
    const answered = await say(customer, "Yes");
    expect(answered.turn.tools).toMatchObject([{ outcome: "needs_confirmation" }]);
    expect(answered.reply).toContain("3 × Gold watch");
    expect((await atParcelo(customer)).orders).toEqual(before.orders);
  });

  it("take CANCEL for a no to the order and not for an opt-out", async () => {
    const customer = shopper();
    const before = await atParcelo(customer);
    await askToOrder(customer, "order the cart");
    const { session, turn } = await say(customer, "CANCEL");
    expect(turn.outcome).toBe("sent");
    const { data } = await running()
      .database.from("customers")
      .select("consent_status")
      .eq("id", session?.customer_id ?? "")
      .single();
    expect(data?.consent_status).not.toBe("opted_out");
    await say(customer, "Yes");
    expect((await atParcelo(customer)).orders).toEqual(before.orders);
  });

  it("do not know another customer's order", async () => {
    const victim = await atParcelo(shopper());
    const customer = shopper();
    await dictate("that order", "orders", "get_orders", { order: victim.orders[0]?.id });
    const { turn, reply } = await say(customer, "What about that order");
    expect(turn.tools).toMatchObject([{ tool: "get_orders", outcome: "not_found", targets: [] }]);
    expect(reply).not.toContain(victim.orders[0]?.shipping_address);
  });

  it("say so when the backend is down, and claim nothing", async () => {
    const customer = shopper();
    await running().fault({ target: "parcelo", kind: "status", status: 503 });
    await dictate("pay my order", "payments", "start_payment", {
      subject: "order",
      number: "ORD-1",
      payment_method: "mtn_momo",
    });
    const { turn, reply } = await say(customer, "pay my order");
    expect(turn.tools).toMatchObject([{ outcome: "failed", reason: "backend_server_error" }]);
    expect(reply).not.toMatch(/503|error/i);
    expect(reply).not.toBe("");
  });

  it("refuse what the route does not offer, and arguments of another shape", async () => {
    const customer = shopper();
    await dictate("sneak in", "shipping", "start_payment", {
      subject: "order",
      number: "ORD-1",
      payment_method: "mtn_momo",
    });
    expect((await say(customer, "sneak in")).turn.tools).toMatchObject([
      { reason: "tool_not_offered", call_id: null },
    ]);
    await dictate("wrong shape", "orders", "get_orders", { order: null, customer_id: "cus_1" });
    expect((await say(customer, "wrong shape")).turn.tools).toMatchObject([
      { reason: "invalid_arguments" },
    ]);
  });

  it("hand over with a ticket after the customer was told", async () => {
    const customer = shopper();
    await dictate("so angry", "escalation", "escalate_to_human", {
      ...{ subject: "Very late parcel", summary: "Waits for three weeks.", category: "delivery" },
      ...{ sentiment: "very_negative", priority: "urgent", journey_stage: "delivery" },
    });
    const { reply, session } = await say(customer, "I am so angry");
    expect(reply).not.toBe("");
    expect(session?.owner).toBe("human");
    const { data } = await running()
      .database.from("support_tickets")
      .select("*")
      .eq("session_id", session?.id ?? "");
    expect(data).toMatchObject([
      { escalated: true, priority: "urgent", status: "open", opened_by: "bot" },
    ]);
  });

  it("put a sign-in link into the reply that neither the model nor the log ever sees", async () => {
    const customer = shopper();
    await dictate("website", "web_access", "request_website_access", {});
    const { reply } = await say(customer, "Let me in to the website");
    const token = /\/access\/([\w-]{20,})/.exec(reply)?.[1];
    expect(token).toBeDefined();
    // The next turn has this reply in its window.
    await say(customer, "Thanks");
    const prompts = JSON.stringify(await providerJournal(stack(), "responses"));
    expect(prompts).toContain("[website link]");
    expect(prompts).not.toContain(token);
    expect(appLog(stack())).not.toContain(token);
  });
});
