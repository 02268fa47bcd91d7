import { randomUUID } from "node:crypto";
import type pg from "pg";
import { describe, expect, it } from "vitest";
import {
  beginSend,
  claim,
  ingest,
  messageItem,
  one,
  ourNumber,
  queuedReply,
  recordSend,
  reply,
  somePhone,
  startConversation,
  statusItem,
} from "./scenario";
import { asStaff } from "./staff-actor";
import { call, openTestDatabase } from "./test-database";

const database = openTestDatabase();

const stop = {
  change: "opt_out",
  source: "keyword",
  words: "Stop!",
  button_id: null,
  language: "en",
  answers_confirmation: false,
};
const start = { ...stop, change: "opt_in", words: "START" };
const says = (phone: string, consent: object, at?: Date) =>
  messageItem({ phone, text: "Stop!", consent, ...(at && { at }) });

const customerOf = async (client: pg.Client, phone: string) =>
  (
    await one<{ id: string }>(
      client,
      "select customer_id as id from customer_identities where value = $1 and valid_to is null",
      phone,
    )
  ).id;
const ledger = async (client: pg.Client, customerId: string) =>
  (
    await client.query(
      `select scope, from_status, to_status, source, channel, words, button_id, message_id, recorded_by
       from consent_events where customer_id = $1 order by recorded_at`,
      [customerId],
    )
  ).rows;
const confirmations = async (client: pg.Client, customerId: string) =>
  (
    await client.query<{ text: string }>(
      "select text from chat_messages where customer_id = $1 and purpose = 'consent_confirmation' order by seq",
      [customerId],
    )
  ).rows.map((row) => row.text);

describe("P19: an opt-out counts at once and is on record with its evidence", () => {
  it("who, what changed, channel, exact words, message, time; a tap with what it stood for", async () => {
    const admin = await database.superuser();
    const client = await database.as("service_role");
    const { phone } = await startConversation(client);
    const tap = { ...stop, source: "button", words: "No more messages", button_id: "opt_out" };
    const item = says(phone, tap, new Date(Date.now() - 3 * 86_400_000));
    await ingest(client, item);
    const customerId = await customerOf(admin, phone);
    const message = await one<{ id: string }>(
      admin,
      "select id from chat_messages where wa_message_id = $1",
      item.message.wa_message_id,
    );
    expect(await ledger(admin, customerId)).toEqual([
      {
        scope: "service",
        from_status: "pending",
        to_status: "opted_out",
        source: "button",
        channel: "whatsapp",
        words: "No more messages",
        button_id: "opt_out",
        message_id: message.id,
        recorded_by: null,
      },
    ]);
  });

  it("STOP ten times in one delivery, again later, and by ten at once, is confirmed once", async () => {
    const admin = await database.superuser();
    const client = await database.as("service_role");
    const { phone } = await startConversation(client);
    const batch = Array.from({ length: 10 }, () => says(phone, stop));
    expect((await ingest(client, ...batch)).send_message_ids).toHaveLength(1);
    expect((await ingest(client, says(phone, stop))).send_message_ids).toEqual([]);
    const customerId = await customerOf(admin, phone);
    expect(await confirmations(admin, customerId)).toEqual(["Stopped."]);

    const other = await startConversation(client);
    const others = await Promise.all(Array.from({ length: 10 }, () => database.as("service_role")));
    await Promise.all(others.map((each) => ingest(each, says(other.phone, stop))));
    expect(await confirmations(admin, await customerOf(admin, other.phone))).toEqual(["Stopped."]);
    expect(await ledger(admin, await customerOf(admin, other.phone))).toHaveLength(1);
  });

  it("the confirmation speaks the customer's language: of the word, else of what they wrote before", async () => {
    const admin = await database.superuser();
    const client = await database.as("service_role");
    const swahili = await startConversation(client);
    await ingest(client, says(swahili.phone, { ...stop, words: "Acha", language: "sw" }));
    expect(await confirmations(admin, await customerOf(admin, swahili.phone))).toEqual([
      "Imesimama.",
    ]);

    const earlier = await startConversation(client);
    const turn = await claim(client, earlier.sessionId);
    await admin.query("update agent_turns set triage = $2 where id = $1", [
      turn.turn_id,
      JSON.stringify({ language: "sw" }),
    ]);
    await reply(client, turn);
    await ingest(client, says(earlier.phone, stop));
    expect(await confirmations(admin, await customerOf(admin, earlier.phone))).toEqual([
      "Imesimama.",
    ]);
  });

  it("only START of the same person opens the gate again, and a START from before the STOP does not", async () => {
    const client = await database.as("service_role");
    const { phone, sessionId } = await startConversation(client);
    await ingest(client, says(phone, stop));
    await ingest(client, says(phone, start, new Date(Date.now() - 60_000)));
    expect(await call(client, "send_refusal", sessionId, "bot", "reply")).toBe("opted_out");
    await ingest(client, messageItem({ phone, text: "I want to stop by tomorrow" }));
    expect(await call(client, "send_refusal", sessionId, "bot", "reply")).toBe("opted_out");
    await ingest(client, says(phone, start));
    expect(await call(client, "send_refusal", sessionId, "bot", "reply")).toBeNull();
  });

  it("a question in the same second as the STOP, written after it, may be answered by staff", async () => {
    const client = await database.as("service_role");
    const second = new Date(Math.floor(Date.now() / 1000) * 1000 - 2_000);
    const { phone, sessionId } = await startConversation(client, {
      at: new Date(second.getTime() - 60_000),
    });
    await ingest(client, messageItem({ phone, at: second }), says(phone, stop, second));
    expect(await call(client, "send_refusal", sessionId, "staff", "staff_reply")).toBe("opted_out");
    await ingest(client, messageItem({ phone, at: second }));
    expect(await call(client, "send_refusal", sessionId, "staff", "staff_reply")).toBeNull();
  });
});

describe("a native stop is about marketing alone", () => {
  const preference = (phone: string, value: string) => ({
    dedupe_key: `user_preference:${randomUUID()}`,
    event_type: "user_preference",
    phone_number_id: ourNumber,
    occurred_at: new Date().toISOString(),
    raw: {},
    park_reason: null,
    preference: {
      person: { phone, wa_user_id: null, display_name: null },
      category: "marketing_messages",
      value,
    },
  });
  const statuses = (client: pg.Client, customerId: string) =>
    one(
      client,
      "select consent_status as service, marketing_status as marketing from customers where id = $1",
      customerId,
    );

  it("user_preferences stops and resumes marketing; what we may answer stays", async () => {
    const admin = await database.superuser();
    const client = await database.as("service_role");
    const { phone, sessionId } = await startConversation(client);
    const customerId = await customerOf(admin, phone);
    await ingest(client, preference(phone, "stop"));
    expect(await statuses(admin, customerId)).toEqual({ service: "pending", marketing: "stopped" });
    expect(await call(client, "send_refusal", sessionId, "bot", "reply")).toBeNull();
    await ingest(client, preference(phone, "resume"));
    expect(await statuses(admin, customerId)).toEqual({ service: "pending", marketing: "allowed" });
    expect((await ledger(admin, customerId)).map((row) => [row.source, row.channel])).toEqual([
      ["preference", "whatsapp"],
      ["preference", "whatsapp"],
    ]);
  });

  it("code 131050 too, from the send's answer and from a receipt", async () => {
    const admin = await database.superuser();
    const client = await database.as("service_role");
    const refused = await queuedReply(client);
    const begun = await beginSend(client, refused.messageId);
    await recordSend(client, begun.attempt_id, {
      ...{ kind: "failed", error_code: 131050, reason: "user_stopped_marketing" },
      ...{ retry: false, stops_account: false },
    });
    const reported = await queuedReply(client);
    const attempt = await beginSend(client, reported.messageId);
    const wamid = `wamid.${randomUUID()}`;
    await recordSend(client, attempt.attempt_id, { kind: "accepted", wa_message_id: wamid });
    await ingest(client, statusItem(wamid, "failed", { error_code: 131050 }));
    for (const { phone } of [refused, reported]) {
      const customerId = await customerOf(admin, phone);
      expect(await statuses(admin, customerId)).toEqual({
        service: "pending",
        marketing: "stopped",
      });
      expect(await ledger(admin, customerId)).toMatchObject([
        { scope: "marketing", source: "provider_error", channel: "provider", words: "131050" },
      ]);
    }
  });
});

describe("the ledger is append-only at the database", () => {
  const line = async () => {
    const admin = await database.superuser();
    const client = await database.as("service_role");
    const { phone } = await startConversation(client);
    await ingest(client, says(phone, stop));
    const customerId = await customerOf(admin, phone);
    return { admin, client, customerId };
  };

  it("refuses to change or delete a line: to the service role, to staff, to the owner", async () => {
    const { admin, client, customerId } = await line();
    const staff = await asStaff(database, "admin");
    for (const actor of [admin, client, staff]) {
      for (const sql of [
        "update consent_events set words = 'START' where customer_id = $1",
        "update consent_events set message_id = null where customer_id = $1",
        "delete from consent_events where customer_id = $1",
      ]) {
        await expect(actor.query(sql, [customerId])).rejects.toMatchObject({ code: "42501" });
      }
    }
    await expect(
      client.query("delete from customers where id = $1", [customerId]),
    ).rejects.toMatchObject({ code: "42501" });
    expect(await ledger(admin, customerId)).toHaveLength(1);
  });

  it("an erasure may redact the lines of the one customer that it names, in its own transaction", async () => {
    const { admin, customerId } = await line();
    const bystander = await line();
    await admin.query("begin");
    await admin.query("select set_config('parcelo.erasing', $1, true)", [customerId]);
    await admin.query("update consent_events set words = null where customer_id = $1", [
      customerId,
    ]);
    await admin.query("savepoint others");
    await expect(
      admin.query("update consent_events set words = null where customer_id = $1", [
        bystander.customerId,
      ]),
    ).rejects.toMatchObject({ code: "42501" });
    await admin.query("rollback to others");
    await admin.query("commit");
    expect(await ledger(admin, customerId)).toMatchObject([{ words: null }]);
    await expect(
      admin.query("delete from consent_events where customer_id = $1", [customerId]),
    ).rejects.toMatchObject({ code: "42501" });
  });

  it("outlives its message, which retention removes, and goes with the whole person", async () => {
    const { admin, customerId } = await line();
    await admin.query("delete from chat_messages where customer_id = $1", [customerId]);
    expect(await ledger(admin, customerId)).toMatchObject([{ message_id: null, words: "Stop!" }]);
    await admin.query("delete from customers where id = $1", [customerId]);
    expect(await ledger(admin, customerId)).toEqual([]);
  });
});

describe("a new number of a known customer", () => {
  it("keeps the service choice, and marketing has to be asked again", async () => {
    const admin = await database.superuser();
    const client = await database.as("service_role");
    const { phone } = await startConversation(client);
    await ingest(client, says(phone, stop));
    const customerId = await customerOf(admin, phone);
    await admin.query("update customers set marketing_status = 'allowed' where id = $1", [
      customerId,
    ]);
    const effect = { kind: "identity_changed", new_phone: somePhone(), new_wa_user_id: null };
    await ingest(client, messageItem({ phone, type: "system", startsTurn: false, effect }));
    expect(
      await one(
        admin,
        "select consent_status as service, marketing_status as marketing from customers where id = $1",
        customerId,
      ),
    ).toEqual({ service: "opted_out", marketing: "unknown" });
  });
});
