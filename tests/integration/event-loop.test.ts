import { describe, expect, it } from "vitest";
import { type Customer, receivedEvent, someCustomer, textMessage } from "./customer";
import { measureDelay } from "./measure-delay";
import { openStack } from "./open-stack";
import { until } from "./running-stack";

/**
 * Longest that anybody else may wait while one of these is handled, in milliseconds. Reading, copying
 * and hashing 3 MB is linear: 20 to 150 ms with a free core, up to 400 ms with several programs
 * on it, a second on a machine that is busy with something else. A step that is quadratic in these sizes
 * takes from 5 s to hours.
 */
const longestHold = 2_500;

/** A machine busy with something else delays one try; a slow step delays all of them. */
const mostTries = 3;

const { stack, running } = openStack({
  env: { REPLY_QUIET_WINDOW_MS: "200", LUMINOUS_REQUESTS_PER_MINUTE: "100000" },
});

type WorstCase = {
  text: string;
  status: number;
  /** Whose answer belongs to the case: the agent's turn reads the text too. */
  answers?: Customer;
};

const fields = (customer: Customer, more: object) => ({
  ...textMessage(customer, ""),
  ...more,
});
const one = (more: object, contact = {}): WorstCase => {
  const customer = someCustomer();
  const event = receivedEvent([customer], [fields(customer, more)]);
  Object.assign(event.data.data.value.contacts[0] ?? {}, contact);
  return { text: JSON.stringify(event), status: 200 };
};
const answered = (body: string): WorstCase => {
  const customer = someCustomer();
  const event = receivedEvent([customer], [textMessage(customer, body)]);
  return { text: JSON.stringify(event), status: 200, answers: customer };
};
const many = (count: number, make: (n: number) => object): WorstCase => ({
  text: JSON.stringify(
    receivedEvent(
      [],
      Array.from({ length: count }, (_, n) => make(n)),
    ),
  ),
  status: 200,
});
const burst = (count: number, body: string): WorstCase => {
  const customer = someCustomer();
  return { ...many(count, () => textMessage(customer, body)), answers: customer };
};
const plain = (text: string, status: number): WorstCase => ({ text, status });
const nested = (depth: number) => `{"a":${"[".repeat(depth)}${"]".repeat(depth)}}`;
const stranger = (n: number) => ({
  from: `2567${70_000_000 + n}`,
  from_user_id: `UG.${100_000 + n}`,
  type: "sticker",
  sticker: { id: String(n) },
});

const worstCases: Record<string, () => WorstCase> = {
  "100 KB of one letter, with the agent's answer": () => answered("a".repeat(100_000)),
  "100 KB of families of emoji, with the agent's answer": () => answered("👩‍👩‍👧‍👦".repeat(4_000)),
  "12 texts of 65,000 letters, with the agent's answer": () => burst(12, "k".repeat(65_000)),
  "500 texts of 5,800 letters without a space, with the agent's answer": () =>
    burst(500, "w".repeat(5_800)),
  "3 MB of spaces": () => one({ text: { body: " ".repeat(3_000_000) } }),
  "3 MB of spaces before a letter, with the agent's answer": () =>
    answered(`hello${" ".repeat(2_990_000)}x`),
  "3 MB of line breaks and tabs": () => one({ text: { body: "\n\t".repeat(700_000) } }),
  "1.4 million combining marks": () => one({ text: { body: `stop${"\u0301".repeat(1_400_000)}` } }),
  "300 stop words with as many marks as are looked at": () =>
    burst(300, `sto${"\u0301!".repeat(120)}p pq`),
  "an array of 199,000 numbers": () => plain(`{"a":[${"7,".repeat(198_999)}7]}`, 200),
  "an array of 200,001 numbers": () => plain(`{"a":[${"7,".repeat(200_000)}7]}`, 400),
  "60 levels": () => plain(nested(60), 200),
  "10,000 levels": () => plain(nested(10_000), 400),
  "1.5 million levels": () => plain(nested(1_500_000), 400),
  "500 people with numbers and scoped ids": () =>
    many(500, (n) => ({ ...fields(someCustomer(), stranger(n)) })),
  "20,000 statuses": () => {
    const statuses = Array.from({ length: 20_000 }, (_, n) => ({
      id: `wamid.L${n}`,
      status: "sent",
    }));
    return plain(JSON.stringify({ data: { value: { statuses } } }), 200);
  },
  "phone numbers of brackets": () =>
    many(2_000, (n) =>
      fields(someCustomer(), { from: `+${"(".repeat(15)}${n}${"-) ".repeat(6)}` }),
    ),
  "a phone number, an id and a time of 900 KB": () =>
    one({
      from: "2".repeat(900_000),
      id: `${" ".repeat(900_000)}w`,
      timestamp: "1".repeat(900_000),
    }),
  "a name of 400,000 control characters": () =>
    one({ text: { body: "x" } }, { profile: { name: "\u0001 ".repeat(400_000) } }),
  "a scoped id of 2 MB": () => one({ from_user_id: `UG.${"A".repeat(2_000_000)}` }),
  "a file of dots, slashes and types": () =>
    one({
      type: "document",
      document: { id: "1", filename: "../".repeat(700_000), mime_type: "a/".repeat(300_000) },
    }),
  "a form of 100,000 answers": () => {
    const answers = Object.fromEntries(Array.from({ length: 100_000 }, (_, n) => [`k${n}`, 1]));
    const nfm_reply = { name: "flow", response_json: JSON.stringify(answers) };
    return one({ type: "interactive", interactive: { type: "nfm_reply", nfm_reply } });
  },
  "a form nested 300,000 deep": () => {
    const nfm_reply = { name: "flow", response_json: '{"a":'.repeat(300_000) };
    return one({ type: "interactive", interactive: { type: "nfm_reply", nfm_reply } });
  },
  "30,000 contact cards": () =>
    one({ type: "contacts", contacts: Array(30_000).fill({ phones: [{ phone: "((((" }] }) }),
  "an order of 30,000 lines": () =>
    one({
      type: "order",
      order: { product_items: Array(30_000).fill({ product_retailer_id: "p" }) },
    }),
};

/** Handles a case while `/healthz` is asked every 20 ms; gives the longest wait. */
async function holdOf({ text, status, answers }: WorstCase): Promise<number> {
  const delays = await measureDelay(`${stack().urls.app}/healthz`, async () => {
    const response = await running().post(text);
    await response.body?.cancel();
    expect(response.status).toBe(status);
    if (!answers) return;
    await until("the agent has answered", async () => {
      const session = await running().sessionOf(answers);
      return session?.pending_turn_seq === null && (await running().sentTo(answers)).length > 0;
    });
  });
  return Math.max(...delays);
}

describe("no input holds the event loop", () => {
  it.each(Object.entries(worstCases))("%s", async (_name, make) => {
    const holds: number[] = [];
    while (holds.length < mostTries && !holds.some((hold) => hold < longestHold)) {
      holds.push(await holdOf(make()));
    }
    expect(Math.min(...holds), `waits: ${holds.map(Math.round)} ms`).toBeLessThan(longestHold);
  });
});
