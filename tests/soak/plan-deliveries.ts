import type { BadReason, Delivery, Entry, Envelope, Plan, Refusal, SoakCustomer } from "./delivery";
import { inboundWamid, planBursts } from "./plan-bursts";
import { createRandom, type Random } from "./random";

export type PlanOptions = {
  seed: number;
  /** Items over all webhooks, repeats and bad ones included. */
  events: number;
  customers: number;
  /** Over how long they are spread, in milliseconds. */
  postingMs: number;
};

const shares = { repeats: 0.05, bad: 0.02, late: 0.05, receipts: 0.11, batched: 0.08 };
/** Of the bad ones: requests that are refused at the door instead of items that are parked. */
const refusedShare = 0.1;

/**
 * What is posted and when. Pure: the same options give the same plan. Only which of our own messages
 * a receipt or a reaction is about depends on what has left by then.
 */
export function planDeliveries(options: PlanOptions): Plan {
  const random = createRandom(options.seed);
  const customers = planCustomers(random, options.customers);
  const bad = Math.round(options.events * shares.bad);
  const repeats = Math.round(options.events * shares.repeats);
  const inbox = customers.filter(({ part }) => part === "inbox");
  const good = options.events - bad - repeats;
  const receipts = Math.round(good * shares.receipts);
  const messages = good - receipts - inbox.length;

  const base = Math.floor(messages / customers.length);
  const extra = messages - base * customers.length;
  let deliveries = customers.flatMap((customer, n) =>
    planBursts(random, customer, base + (n < extra ? 1 : 0), options.postingMs),
  );
  deliveries = batch(random, byDue(deliveries));
  const anytime = () => random.next() * options.postingMs;
  // What is parked or never known would still name the one who is erased.
  const others = customers.filter(({ part }) => part !== "erased");
  for (const customer of inbox) {
    const token = random.hex(10);
    const entry: Entry = { kind: "echo", customer, wamid: inboundWamid(random, customer), token };
    // Early: such an echo is held for two minutes, which the end of the run need not wait for.
    deliveries.push(single(anytime() * 0.6, entry));
  }
  for (let n = 0; n < receipts; n += 1) {
    const unknownWamid = inboundWamid(random, random.pick(others));
    deliveries.push(single(anytime(), { kind: "receipt", draw: random.next(), unknownWamid }));
  }
  deliveries.push(...planBad(random, bad, others, deliveries, anytime));
  for (const delivery of deliveries) {
    delivery.isLate = random.chance(shares.late);
    if (delivery.isLate) delivery.dueMs += random.whole(3_000, 25_000);
  }
  deliveries.push(...planRepeats(random, repeats, deliveries));
  return { customers, deliveries: byDue(deliveries) };
}

const byDue = (deliveries: Delivery[]) => deliveries.toSorted((a, b) => a.dueMs - b.dueMs);

const single = (dueMs: number, entry: Entry, envelope: Envelope = "live"): Delivery => ({
  dueMs,
  envelope,
  entries: [entry],
  refusal: null,
  isRepeat: false,
  isLate: false,
});

function planCustomers(random: Random, count: number): SoakCustomer[] {
  const few = Math.max(1, Math.round(count / 100));
  return Array.from({ length: count }, (_, n) => ({
    waId: `25677${1_000_000 + n * 13_337}`,
    name: `Customer ${n}`,
    waUserId: random.chance(0.1) ? `UG.${random.hex(20)}` : null,
    part: partOf(n, few, count),
  }));
}

function partOf(n: number, few: number, count: number): SoakCustomer["part"] {
  if (n < few) return "leaves";
  if (n < 2 * few) return "returns";
  if (n < 3 * few) return "inbox";
  if (n === count - 1) return "erased";
  return n === count - 2 ? "asks" : "plain";
}

/** Puts some neighbours of any customers into one webhook. */
function batch(random: Random, deliveries: Delivery[]): Delivery[] {
  const batched: Delivery[] = [];
  let room = 0;
  for (const delivery of deliveries) {
    const open = batched.at(-1);
    if (open && room > 0) {
      open.entries.push(...delivery.entries);
      open.dueMs = delivery.dueMs;
      open.envelope = random.chance(0.7) ? "live" : "meta";
      room -= 1;
    } else {
      batched.push(delivery);
      room = random.chance(shares.batched) ? random.whole(1, 4) : 0;
    }
  }
  return batched;
}

function planBad(
  random: Random,
  count: number,
  customers: SoakCustomer[],
  others: Delivery[],
  anytime: () => number,
): Delivery[] {
  const between: BadReason[] = [
    "missing_message_id",
    "missing_sender",
    "invalid_sender",
    "oversized_id",
  ];
  const whole: BadReason[] = ["foreign_phone_number_id", "unknown_shape"];
  const refusals: Refusal[] = ["truncated", "array_root", "wrong_secret"];
  const hosts = others.filter(
    ({ envelope, entries }) =>
      envelope === "live" &&
      entries[0]?.kind === "message" &&
      entries.every((entry) => entry.kind === "message" && entry.customer.part !== "erased"),
  );
  const added: Delivery[] = [];
  const refused = Math.round(count * refusedShare);
  for (let n = 0; n < count; n += 1) {
    const customer = random.pick(customers);
    const token = random.hex(10);
    if (n < refused) {
      const entry: Entry = { kind: "bad", reason: "unknown_shape", customer, token };
      added.push({ ...single(anytime(), entry), refusal: random.pick(refusals) });
    } else if (random.chance(0.5)) {
      // Between good ones: they must go through (P3).
      const host = random.pick(hosts);
      const entry: Entry = { kind: "bad", reason: random.pick(between), customer, token };
      host.entries.splice(random.whole(0, host.entries.length), 0, entry);
    } else {
      const entry: Entry = {
        kind: "bad",
        reason: random.pick([...between, ...whole]),
        customer,
        token,
      };
      added.push(single(anytime(), entry));
    }
  }
  return added;
}

/** The same webhook again: at once, so that both race, or later; some in another envelope. */
function planRepeats(random: Random, items: number, deliveries: Delivery[]): Delivery[] {
  const repeats: Delivery[] = [];
  for (let left = items; left > 0; ) {
    const original = random.pick(deliveries);
    if (original.refusal !== null || original.entries.length > left) continue;
    left -= original.entries.length;
    const delay = random.chance(0.5) ? random.whole(0, 30) : random.whole(1_000, 20_000);
    const isMessage = original.entries.every(({ kind }) => kind === "message");
    const other = isMessage && random.chance(0.4) ? ("meta" as const) : original.envelope;
    repeats.push({
      ...original,
      dueMs: original.dueMs + delay,
      envelope: other,
      isRepeat: true,
    });
  }
  return repeats;
}
