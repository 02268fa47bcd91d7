import { describe, expect, it } from "vitest";
import { claim, ingest, messageItem, one, reply, startConversation } from "./scenario";
import { openTestDatabase } from "./test-database";

const database = openTestDatabase();

/** One exchange after another, each a customer's text and our reply, until something else happens. */
async function exchange(times: number, text: (n: number) => string) {
  const client = await database.as("service_role");
  const { phone, sessionId } = await startConversation(client, { text: text(0) });
  for (let n = 1; n <= times; n += 1) {
    const turn = await claim(client, sessionId);
    if (turn.kind !== "claimed") return { exchanges: n - 1, turn };
    await reply(client, turn);
    await ingest(client, messageItem({ phone, text: text(n) }));
  }
  return { exchanges: times, turn: await claim(client, sessionId) };
}

describe("P12: no loops", () => {
  it("more exchanges in a minute than a person can write go to a person", async () => {
    const { exchanges, turn } = await exchange(20, (n) => `Message ${n}`);
    expect(turn).toMatchObject({ kind: "handed_off", reason: "ping_pong" });
    expect(exchanges).toBe(7);
  });

  it("the same words after each of our replies go to a person", async () => {
    const { exchanges, turn } = await exchange(20, () => "Your call is important to us.");
    expect(turn).toMatchObject({ kind: "handed_off", reason: "repeated_text" });
    expect(exchanges).toBe(2);
  });

  it("a person who writes the same word thrice before any reply is answered", async () => {
    const client = await database.as("service_role");
    const { phone, sessionId } = await startConversation(client, { text: "Hello?" });
    await ingest(
      client,
      messageItem({ phone, text: "Hello?" }),
      messageItem({ phone, text: "hello?" }),
    );
    expect(await claim(client, sessionId)).toMatchObject({ kind: "claimed" });
  });

  it("an automatic answer is stored, starts no turn and goes to a person", async () => {
    const client = await database.as("service_role");
    const item = messageItem({ text: "This is an automatic reply." });
    const stored = await ingest(client, { ...item, message: { ...item.message, automatic: true } });
    expect(stored).toMatchObject({ stored: 1, turn_session_ids: [] });
    const reader = await database.superuser();
    expect(
      await one(
        reader,
        `select s.owner, s.owner_reason, s.pending_turn_seq from chat_sessions s
         join chat_messages m on m.session_id = s.id where m.wa_message_id = $1`,
        item.message.wa_message_id,
      ),
    ).toEqual({ owner: "human", owner_reason: "automatic_answer", pending_turn_seq: null });
  });
});
