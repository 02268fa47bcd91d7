import { describe, expect, it } from "vitest";
import { ingest, messageItem, one, somePhone, someWamid, startConversation } from "./scenario";
import { openTestDatabase } from "./test-database";

const database = openTestDatabase();

describe("P1: one message, once", () => {
  it("50 copies at once, over ten connections, make one row, one customer and one turn", async () => {
    const clients = await Promise.all(
      Array.from({ length: 10 }, () => database.as("service_role")),
    );
    const item = messageItem();
    const five = async (client: (typeof clients)[0]) => {
      const answers = [];
      for (let copy = 0; copy < 5; copy += 1) answers.push(await ingest(client, item));
      return answers;
    };
    const results = (await Promise.all(clients.map(five))).flat();
    expect(results).toHaveLength(50);
    expect(results.filter((result) => result.stored === 1)).toHaveLength(1);
    expect(results.flatMap((result) => result.turn_session_ids)).toHaveLength(1);
    const reader = await database.superuser();
    const counts = await one(
      reader,
      `select (select count(*) from chat_messages) messages, (select count(*) from customers) customers,
              (select count(*) from chat_sessions) sessions, (select count(*) from wa_events) events`,
    );
    expect(counts).toEqual({ messages: 1, customers: 1, sessions: 1, events: 1 });
  });

  it("ten first messages of one new contact at once make one customer and one session", async () => {
    const clients = await Promise.all(
      Array.from({ length: 10 }, () => database.as("service_role")),
    );
    const phone = somePhone();
    const results = await Promise.all(
      clients.map((client) => ingest(client, messageItem({ phone }))),
    );
    expect(results.map((result) => result.stored)).toEqual(Array(10).fill(1));
    expect(results.flatMap((result) => result.turn_session_ids)).toHaveLength(1);
    const reader = await database.superuser();
    expect(
      await one(
        reader,
        `select count(distinct s.id) sessions, count(distinct s.customer_id) customers, count(m.id) messages
         from customer_identities i join chat_sessions s on s.customer_id = i.customer_id
         join chat_messages m on m.session_id = s.id where i.value = $1`,
        phone,
      ),
    ).toEqual({ sessions: 1, customers: 1, messages: 10 });
  });

  it("batches that name the same customers in opposite order do not deadlock", async () => {
    const phones = Array.from({ length: 8 }, somePhone);
    const clients = await Promise.all(Array.from({ length: 6 }, () => database.as("service_role")));
    const results = await Promise.all(
      clients.map((client, n) => {
        const order = n % 2 ? phones : phones.toReversed();
        return ingest(client, ...order.map((phone) => messageItem({ phone })));
      }),
    );
    expect(results.map((result) => result.stored)).toEqual(Array(6).fill(8));
  });
});

describe("P3: all of a batch", () => {
  it("an item that the database refuses is parked with its reason and its siblings go through", async () => {
    const client = await database.as("service_role");
    const bad = messageItem({ phone: "not a number" });
    const result = await ingest(client, messageItem(), bad, messageItem());
    expect(result).toMatchObject({ stored: 2, parked: 1, duplicates: 0 });
    const reader = await database.superuser();
    const event = await one(
      reader,
      "select status, park_reason, item from wa_events where dedupe_key = $1",
      bad.dedupe_key,
    );
    expect(event).toMatchObject({ status: "parked", park_reason: "handling_failed" });
    expect(event.item).toMatchObject({ dedupe_key: bad.dedupe_key });
  });
});

describe("window and time", () => {
  it("the window counts from the customer's send time and a future time cannot hold it open", async () => {
    const client = await database.as("service_role");
    const { sessionId } = await startConversation(client, { at: new Date(Date.now() + 3_600_000) });
    const reader = await database.superuser();
    const future = await one<{ expires: Date }>(
      reader,
      "select wa_window_expires_at expires from chat_sessions where id = $1",
      sessionId,
    );
    expect(future.expires.getTime()).toBeLessThanOrEqual(Date.now() + 24 * 3_600_000);
    const sentAt = new Date(Date.now() - 5 * 3_600_000);
    const earlier = await startConversation(client, { at: sentAt });
    const past = await one<{ expires: Date }>(
      reader,
      "select wa_window_expires_at expires from chat_sessions where id = $1",
      earlier.sessionId,
    );
    expect(past.expires.getTime()).toBe(sentAt.getTime() + 24 * 3_600_000);
  });

  it("a 40-day-old message is stored, opens no window and wakes nothing", async () => {
    const client = await database.as("service_role");
    const wamid = someWamid();
    const result = await ingest(
      client,
      messageItem({ wamid, at: new Date(Date.now() - 40 * 86_400_000) }),
    );
    expect(result).toMatchObject({ stored: 1, turn_session_ids: [] });
    const reader = await database.superuser();
    expect(
      await one(
        reader,
        `select s.owner, s.pending_turn_seq, s.wa_window_expires_at < now() as closed
         from chat_messages m join chat_sessions s on s.id = m.session_id where m.wa_message_id = $1`,
        wamid,
      ),
    ).toEqual({ owner: "bot", pending_turn_seq: null, closed: true });
  });

  it("a message that arrives two days late goes to a person with the reason", async () => {
    const client = await database.as("service_role");
    const wamid = someWamid();
    await ingest(client, messageItem({ wamid, at: new Date(Date.now() - 2 * 86_400_000) }));
    const reader = await database.superuser();
    expect(
      await one(
        reader,
        `select s.owner, s.owner_reason from chat_messages m join chat_sessions s on s.id = m.session_id
         where m.wa_message_id = $1`,
        wamid,
      ),
    ).toEqual({ owner: "human", owner_reason: "arrived_after_window" });
  });
});
