import type { Random } from "./random";
import { type Language, names } from "./vocabulary";

export type PlannedSession = {
  idx: number;
  id: string;
  customer_id: string;
  is_active: boolean;
  owner: "bot" | "human";
  owner_reason: string | null;
  assigned_to: string | null;
};
export type PlannedCustomer = {
  id: string;
  name: string | null;
  locale: Language;
  consent: "pending" | "opted_in" | "opted_out";
  phone: string;
};

const activeDays = 30 * 86_400;
const reasons = [
  "asked_for_person",
  "turns_failed",
  "send_failed",
  "arrived_after_window",
  "reply_cap",
];

/**
 * Who talks: about one conversation in eight belongs to a customer who had one before. Of each customer the
 * newest is open if it is younger than 30 days. `newestAges` is the age of each conversation's last message.
 */
export function planPeople(
  random: Random,
  newestAges: readonly number[],
  staffIds: readonly string[],
) {
  const customers: PlannedCustomer[] = [];
  const sessions: PlannedSession[] = [];
  const byAge = newestAges
    .map((_, idx) => idx)
    .sort((a, b) => (newestAges[a] ?? 0) - (newestAges[b] ?? 0));
  for (const idx of byAge) {
    const age = newestAges[idx] ?? 0;
    const returning = age > activeDays && customers.length > 0 && random.chance(0.12);
    if (!returning) customers.push(planCustomer(random, customers.length));
    const customer = returning ? random.pick(customers) : customers.at(-1);
    if (!customer) throw new Error("A conversation needs a customer");
    const isActive = !returning && age < activeDays;
    const isHuman = isActive && random.chance(0.06);
    const isAssigned = isHuman ? random.chance(0.6) : !isActive && random.chance(0.05);
    sessions.push({
      idx,
      id: random.uuid(),
      customer_id: customer.id,
      is_active: isActive,
      owner: isHuman ? "human" : "bot",
      owner_reason: isHuman ? (isAssigned ? "staff_took_over" : random.pick(reasons)) : null,
      assigned_to: isAssigned && staffIds.length > 0 ? random.pick(staffIds) : null,
    });
  }
  return { customers, sessions };
}

function planCustomer(random: Random, index: number): PlannedCustomer {
  const consent = random.next();
  return {
    id: random.uuid(),
    name: random.chance(0.97) ? `${random.pick(names.last)} ${random.pick(names.first)}` : null,
    locale: random.pick(["en", "en", "en", "lg", "lg", "sw"] as const),
    consent: consent < 0.04 ? "opted_out" : consent < 0.8 ? "opted_in" : "pending",
    // +256 69 is no network's: a seeded number can be nobody's.
    phone: `+25669${String(index).padStart(7, "0")}`,
  };
}
