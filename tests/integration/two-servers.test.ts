import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { overlapping } from "../soak/check-turns";
import { signInEverybody, type Visitor } from "./console-visitors";
import { type Customer, someCustomer, someWamid, textEvent } from "./customer";
import { openStack } from "./open-stack";
import { until } from "./running-stack";
import { type Servers, startServers } from "./start-servers";

/** Issue 8: two processes side by side on one database behave as one, and as one when one of them dies. */
const { stack, running } = openStack({
  withoutApp: true,
  env: { REPLY_QUIET_WINDOW_MS: "1500", LUMINOUS_REQUESTS_PER_MINUTE: "100000" },
});
let servers: Servers;
let cookies: Record<Visitor, string>;
beforeAll(async () => {
  servers = await startServers(stack(), 2);
  cookies = await signInEverybody(stack(), running());
});
afterAll(() => servers?.stop());

const both = [0, 1] as const;
const urlOf = (server: number) => servers.urls[server % 2] ?? "";

/** Posts to one server; its status, or null when it did not answer. */
async function post(server: number, body: object): Promise<number | null> {
  const webhook = `${urlOf(server)}/api/luminous/webhook?token=${encodeURIComponent(running().secret)}`;
  const init = { method: "POST", headers: { "content-type": "application/json" } };
  try {
    const answer = await fetch(webhook, { ...init, body: JSON.stringify(body) });
    await answer.arrayBuffer();
    return answer.status;
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

async function ask(server: number, path: string, visitor: Visitor, body?: object) {
  const answer = await fetch(`${urlOf(server)}/api/console${path}`, {
    method: body ? "POST" : "GET",
    headers: {
      cookie: cookies[visitor],
      origin: urlOf(server),
      "content-type": "application/json",
    },
    ...(body && { body: JSON.stringify(body) }),
  });
  return { status: answer.status, text: await answer.text() };
}

/** Waits until the bot owes nothing and nothing is on its way; gives the session, its messages and turns. */
async function settled(customer: Customer) {
  const session = await until(
    "the session is settled",
    async () => {
      const found = await running().sessionOf(customer);
      if (!found || found.pending_turn_seq !== null) return null;
      const { data: open } = await running()
        .database.from("agent_turns")
        .select("id")
        .eq("session_id", found.id)
        .eq("state", "running");
      const messages = await running().messagesOf(found.id);
      const moves = messages.some(({ state }) => state === "queued" || state === "sending");
      return !moves && open?.length === 0 ? found : null;
    },
    150_000,
  );
  const messages = await running().messagesOf(session.id);
  const turns = await running()
    .database.from("agent_turns")
    .select("*")
    .eq("session_id", session.id)
    .order("fence");
  return { session, messages, turns: turns.data ?? [] };
}

type Written = { wamid: string; text: string };

/** Each message stored once, in the order in which they came; each answered by one turn, none beside another. */
async function expectOnce(customer: Customer, written: readonly Written[]): Promise<void> {
  const { session, messages, turns } = await settled(customer);
  const stored = messages.filter(({ direction }) => direction === "inbound");
  expect(stored.map(({ text }) => text)).toEqual(written.map(({ text }) => text));
  expect(overlapping(turns, messages)).toEqual([]);
  const bubbles = messages.filter(
    ({ purpose, state }) => purpose === "reply" && state !== "suppressed",
  );
  expect(bubbles.length).toBeGreaterThan(0);
  expect(session.replied_upto_seq).toBeGreaterThanOrEqual(stored.at(-1)?.seq ?? 0);
  const answering = turns.filter(({ id }) => bubbles.some(({ turn_id }) => turn_id === id));
  for (const { seq } of stored) {
    const answers = answering.filter((turn) => turn.from_seq < seq && seq <= turn.upto_seq);
    expect(answers).toHaveLength(1);
  }
  expect(await running().sentTo(customer)).toHaveLength(bubbles.length);
}

describe("two servers on one database", () => {
  it("the same webhooks to both at once: stored once, in order, each burst answered once", async () => {
    const customers = Array.from({ length: 6 }, () => someCustomer());
    const bursts = await Promise.all(
      customers.map(async (customer) => {
        const written = ["Hello", "I have a parcel", "from New York", "is it late?"].map((text) => {
          return { text, wamid: someWamid(customer) };
        });
        for (const { text, wamid } of written) {
          const event = textEvent(customer, text, wamid);
          expect(await Promise.all(both.map((server) => post(server, event)))).toEqual([200, 200]);
        }
        return written;
      }),
    );
    for (const [n, customer] of customers.entries()) await expectOnce(customer, bursts[n] ?? []);
    // The engine and the provider meet both as well; receipts and each minute's jobs go on coming.
    await until("both have answered them", async () =>
      servers.answered().every((answered) => answered > 5),
    );
  });

  it("STOP at one: the other answers nothing more, and lets nobody write", async () => {
    const customer = someCustomer();
    expect(await post(0, textEvent(customer, "STOP"))).toBe(200);
    expect(await post(1, textEvent(customer, "How much is a parcel from Nairobi?"))).toBe(200);
    const { session, messages } = await settled(customer);
    expect(
      messages.filter(({ purpose, state }) => purpose === "reply" && state !== "suppressed"),
    ).toEqual([]);
    for (const server of both) {
      const head = await ask(server, `/sessions/${session.id}`, "support");
      expect(head.text).toContain('"opted_out"');
    }
  });

  it("a person takes over at one while the bot thinks at the other: nothing leaves", async () => {
    const customer = someCustomer();
    const word = randomUUID();
    await running().fault({
      target: "responses",
      kind: "delay",
      ms: 6_000,
      times: 1,
      contains: word,
    });
    expect(await post(0, textEvent(customer, `I want to talk to somebody about ${word}`))).toBe(
      200,
    );
    const session = await until("a turn runs", async () => {
      const found = await running().sessionOf(customer);
      return found && found.turn_fence > 0 ? found : null;
    });
    expect((await ask(1, `/sessions/${session.id}/take-over`, "support", {})).status).toBe(200);
    const head = await ask(0, `/sessions/${session.id}`, "support");
    expect(head.text).toContain('"human"');
    const { turns } = await settled(customer);
    expect(turns.map(({ outcome }) => outcome)).not.toContain("sent");
    expect(await running().sentTo(customer)).toEqual([]);
    await running().clearFaults();
  });

  it("who is signed in at one is so at the other, and wrong passwords are counted together", async () => {
    const password = `A new one ${randomUUID()}`;
    const guess = { current: "wrong", password, again: password };
    for (const server of both) expect((await ask(server, "/badges", "admin")).status).toBe(200);
    for (let n = 0; n < 10; n += 1) {
      const { text } = await ask(n, "/account/password", "support", guess);
      expect(text).toContain("wrong_password");
    }
    for (const server of both) {
      expect((await ask(server, "/account/password", "support", guess)).status).toBe(429);
    }
    expect((await ask(0, "/account/sign-out-everywhere", "admin", {})).status).toBe(200);
    expect((await ask(1, "/badges", "admin")).status).toBe(401);
  });

  it("one is killed in the middle: the other finishes everything", async () => {
    const customers = Array.from({ length: 10 }, () => someCustomer());
    const killed = new AbortController();
    const writing = customers.map(async (customer, place) => {
      const written: Written[] = [];
      for (let n = 0; n < 4; n += 1) {
        const each = { text: `Question ${n} of mine`, wamid: someWamid(customer) };
        written.push(each);
        const event = textEvent(customer, each.text, each.wamid);
        // As the provider does: what was not answered comes again, here at the other server.
        const server = killed.signal.aborted ? 1 : place + n;
        if ((await post(server, event)) !== 200) expect(await post(1, event)).toBe(200);
        if (place === 0 && n === 1) {
          killed.abort();
          await servers.kill(0);
        }
      }
      return written;
    });
    const all = await Promise.all(writing);
    for (const [n, customer] of customers.entries()) await expectOnce(customer, all[n] ?? []);
  }, 300_000);
});
