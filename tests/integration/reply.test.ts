import { setTimeout as sleep } from "node:timers/promises";
import { createClient } from "@supabase/supabase-js";
import { afterEach, describe, expect, it } from "vitest";
import { type Customer, receivedEvent, someCustomer, someWamid, textEvent } from "./customer";
import { openStack } from "./open-stack";
import { until } from "./running-stack";

const { stack, running } = openStack({ env: { REPLY_QUIET_WINDOW_MS: "1500" } });
afterEach(() => running().clearFaults());

/** Waits until the bot owes nothing and nothing is on its way, then returns session and messages. */
async function settled(customer: Customer) {
  return until("the session is settled", async () => {
    const session = await running().sessionOf(customer);
    if (!session || session.pending_turn_seq !== null) return null;
    const messages = await running().messagesOf(session.id);
    const moving = messages.some((each) => ["queued", "sending"].includes(each.state ?? ""));
    const answered = messages.some((each) => each.direction === "outbound");
    return !moving && (answered || session.owner === "human") ? { session, messages } : null;
  });
}

/** Waits until the bot has begun to answer. */
const turnRuns = (customer: Customer) =>
  until("a turn runs", async () => {
    const session = await running().sessionOf(customer);
    return session && session.turn_fence > 0 ? session : null;
  });

async function asSupport() {
  const client = createClient(stack().env.SUPABASE_URL ?? "", stack().env.SUPABASE_ANON_KEY ?? "");
  const { support, password } = stack().staff;
  const { error } = await client.auth.signInWithPassword({ email: support.email, password });
  if (error) throw error;
  return client;
}

describe("P7: one reply per burst", () => {
  it("five messages inside the quiet window get one reply that covers all of them", async () => {
    const customer = someCustomer();
    for (const word of [
      "Hello",
      "I have a parcel",
      "from New York",
      "it is late",
      "can you check?",
    ]) {
      await running().post(textEvent(customer, word));
      await sleep(150);
    }
    const { session } = await settled(customer);
    await sleep(1_500);
    expect(await running().sentTo(customer)).toHaveLength(1);
    const turns = await running()
      .database.from("agent_turns")
      .select("*")
      .eq("session_id", session.id);
    expect(turns.data).toMatchObject([{ outcome: "sent", upto_seq: session.replied_upto_seq }]);
  });

  it("ten photos of a new contact at once make one customer, one session and one reply", async () => {
    const customer = someCustomer();
    const photos = Array.from({ length: 10 }, (_, n) =>
      receivedEvent(
        [customer],
        [
          {
            from: customer.waId,
            id: someWamid(customer),
            timestamp: String(Math.floor(Date.now() / 1_000)),
            type: "image",
            image: { id: `90000000000${n}`, mime_type: "image/jpeg", sha256: "x" },
          },
        ],
      ),
    );
    const answers = await Promise.all(photos.map((photo) => running().post(photo)));
    expect(answers.map((answer) => answer.status)).toEqual(Array(10).fill(200));
    const { messages } = await settled(customer);
    await sleep(1_500);
    expect(messages.filter((each) => each.message_type === "image")).toHaveLength(10);
    expect(await running().sentTo(customer)).toHaveLength(1);
  });

  it("three messages around a slow generation get one reply, after a restart", async () => {
    await running().fault({ target: "responses", kind: "delay", ms: 3_000 });
    const customer = someCustomer();
    await running().post(textEvent(customer, "first"));
    await turnRuns(customer);
    await running().post(textEvent(customer, "second"));
    await running().post(textEvent(customer, "third"));
    const { session } = await settled(customer);
    await sleep(1_500);
    expect(await running().sentTo(customer)).toHaveLength(1);
    const turns = await running()
      .database.from("agent_turns")
      .select("*")
      .eq("session_id", session.id);
    expect(turns.data).toMatchObject([{ outcome: "sent", upto_seq: session.replied_upto_seq }]);
    expect(turns.data?.[0]?.restarts).toBeGreaterThan(0);
  });
});

describe("P8: turns of one session never overlap, sessions run in parallel", () => {
  it("six customers with a slow model are served side by side, each session one turn at a time", async () => {
    await running().fault({ target: "responses", kind: "delay", ms: 1_500 });
    const customers = Array.from({ length: 6 }, () => someCustomer());
    await Promise.all(customers.map((customer) => running().post(textEvent(customer, "hello"))));
    const rested = await Promise.all(customers.map(settled));
    const { data: firstTurns } = await running()
      .database.from("agent_turns")
      .select("claimed_at, finished_at")
      .in(
        "session_id",
        rested.map(({ session }) => session.id),
      );
    const inOrder = (firstTurns ?? []).toSorted((a, b) => a.claimed_at.localeCompare(b.claimed_at));
    expect(inOrder).toHaveLength(6);
    // One after another, each would begin when the one before it had ended.
    expect((inOrder[1]?.claimed_at ?? "") < (inOrder[0]?.finished_at ?? "")).toBe(true);
    await Promise.all(
      customers.map((customer) => running().post(textEvent(customer, "and again"))),
    );
    for (const customer of customers) {
      const session = await until("two turns are done", async () => {
        const found = await running().sessionOf(customer);
        return found && (await running().sentTo(customer)).length === 2 ? found : null;
      });
      const turns = await running()
        .database.from("agent_turns")
        .select("claimed_at, finished_at")
        .eq("session_id", session.id)
        .order("claimed_at");
      const [first, second] = turns.data ?? [];
      expect(turns.data).toHaveLength(2);
      expect(Date.parse(first?.finished_at ?? "")).toBeLessThanOrEqual(
        Date.parse(second?.claimed_at ?? ""),
      );
    }
  });
});

describe("P9: a human owns the session", () => {
  it("a take-over while the model thinks: nothing leaves and the draft is kept with its reason", async () => {
    await running().fault({ target: "responses", kind: "delay", ms: 1_500 });
    const support = await asSupport();
    const customer = someCustomer();
    await running().post(textEvent(customer, "I want to talk to somebody"));
    const session = await turnRuns(customer);
    const { error } = await support.rpc("take_over_session", { p_session_id: session.id });
    expect(error).toBeNull();
    const draft = await until("the draft is kept", async () => {
      const messages = await running().messagesOf(session.id);
      return messages.find((each) => each.state === "suppressed") ?? null;
    });
    expect(draft).toMatchObject({ author: "bot", state_reason: "human_owns_session" });
    expect(await running().sentTo(customer)).toEqual([]);
  });
});

describe("P11: a send in doubt", () => {
  it("accepted by the provider but answered with 500: never sent twice, settled by the echo", async () => {
    const customer = someCustomer();
    await running().fault({
      target: "send",
      kind: "accept_then_500",
      phone: customer.phone,
      times: 1,
    });
    await running().post(textEvent(customer, "hello"));
    const session = await until("the reply is settled", async () => {
      const found = await running().sessionOf(customer);
      const messages = found ? await running().messagesOf(found.id) : [];
      return messages.some((each) => ["sent", "delivered", "read"].includes(each.state ?? ""))
        ? found
        : null;
    });
    expect((await running().redrive()).status).toBe(200);
    await sleep(500);
    expect(await running().sentTo(customer)).toHaveLength(1);
    expect(session).toMatchObject({ owner: "bot" });
  });

  it("accepted by the provider whose answer never comes: unknown, never sent twice, settled by what follows", async () => {
    const customer = someCustomer();
    await running().fault({
      target: "send",
      kind: "accept_then_time_out",
      phone: customer.phone,
      times: 1,
    });
    await running().post(textEvent(customer, "hello"));
    const { messages } = await until(
      "the reply is settled",
      async () => {
        const session = await running().sessionOf(customer);
        const found = session ? await running().messagesOf(session.id) : [];
        const isSettled = found.some((each) =>
          ["sent", "delivered", "read"].includes(each.state ?? ""),
        );
        return isSettled ? { messages: found } : null;
      },
      60_000,
    );
    expect(messages.filter((each) => each.direction === "outbound")).toHaveLength(1);
    expect(await running().sentTo(customer)).toHaveLength(1);
  });

  it("a refusal with HTTP 200 is a failure with its code, and a person is told", async () => {
    const customer = someCustomer();
    await running().fault({ target: "send", kind: "refusal", phone: customer.phone, code: 131026 });
    await running().post(textEvent(customer, "hello"));
    const { session, messages } = await settled(customer);
    expect(session).toMatchObject({ owner: "human", owner_reason: "send_failed" });
    expect(messages.at(-2)).toMatchObject({
      direction: "outbound",
      state: "failed",
      state_reason: "131026",
    });
  });
});
