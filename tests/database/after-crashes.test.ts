import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import {
  beginSend,
  claim,
  echoItem,
  ingest,
  messageItem,
  one,
  queuedReply,
  recordSend,
  redrive,
  reply,
  sendSettings,
  somePhone,
  someWamid,
  startConversation,
  statusItem,
  turnSettings,
} from "./scenario";
import { asStaff } from "./staff-actor";
import { call, openTestDatabase } from "./test-database";

const database = openTestDatabase();
const minutes = (n: number) => new Date(Date.now() + n * 60_000).toISOString();
const stop = { change: "opt_out", words: "STOP", language: "en", answers_confirmation: false };
const start = { change: "opt_in", words: "START", language: "en", answers_confirmation: false };
const session = async (id: string) =>
  one(await database.superuser(), "select * from chat_sessions where id = $1", id);

describe("retries end", () => {
  it("a failure that passes is tried as often as the table says, then fails and a person knows", async () => {
    const client = await database.as("service_role");
    const admin = await database.superuser();
    const { messageId, sessionId } = await queuedReply(client);
    const states: string[] = [];
    for (let n = 0; n < 3; n += 1) {
      await admin.query("update chat_messages set not_before = null where id = $1", [messageId]);
      const begun = await beginSend(client, messageId);
      const failed = {
        kind: "failed",
        error_code: 131056,
        reason: "refused",
        retry: true,
        retry_after_ms: 0,
      };
      states.push((await recordSend(client, begun.attempt_id, failed)).state);
    }
    expect(states).toEqual(["queued", "queued", "failed"]);
    expect(await session(sessionId)).toMatchObject({ owner: "human", owner_reason: "send_failed" });
  });
});

describe("a refusal that comes as a receipt counts like one that comes at once", () => {
  const accepted = async () => {
    const client = await database.as("service_role");
    const { messageId, sessionId, turn } = await queuedReply(client);
    const begun = await beginSend(client, messageId);
    const wamid = someWamid();
    await recordSend(client, begun.attempt_id, { kind: "accepted", wa_message_id: wamid });
    return { client, messageId, sessionId, turn, wamid };
  };

  it("undeliverable: the turn has failed and a person gets the session", async () => {
    const { client, sessionId, turn, wamid } = await accepted();
    await ingest(client, statusItem(wamid, "failed", { error_code: 131026 }));
    expect(await session(sessionId)).toMatchObject({ owner: "human", owner_reason: "send_failed" });
    expect(
      await one(client, "select outcome from agent_turns where id = $1", turn.turn_id),
    ).toEqual({
      outcome: "failed",
    });
  });

  it("a code of the whole account stops sending", async () => {
    const { client, wamid } = await accepted();
    await ingest(client, statusItem(wamid, "failed", { error_code: 131042 }));
    const admin = await database.superuser();
    expect(await one(admin, "select error_code from send_stops where ended_at is null")).toEqual({
      error_code: 131042,
    });
    await admin.query("update send_stops set ended_at = now()");
  });
});

describe("P9: what a person did meanwhile", () => {
  it("a draft from before a take-over and hand-back does not leave", async () => {
    const client = await database.as("service_role");
    const { sessionId, phone } = await startConversation(client);
    const turn = await claim(client, sessionId);
    const support = await asStaff(database, "support");
    await call(support, "take_over_session", sessionId);
    await ingest(client, messageItem({ phone, text: "are you there?" }));
    await call(support, "hand_back_session", sessionId);
    const committed = await reply(client, turn, ["stale"]);
    expect(committed).toMatchObject({
      kind: "suppressed",
      reason: "human_owned_meanwhile",
      more_waiting: true,
    });
    expect(await claim(client, sessionId)).toMatchObject({ kind: "claimed" });
  });

  it("a staff reply does not wait behind a bot message that may no longer leave", async () => {
    const client = await database.as("service_role");
    const { sessionId, messageId } = await queuedReply(client);
    const admin = await database.superuser();
    await admin.query(
      "update chat_messages set not_before = now() + interval '15 minutes' where id = $1",
      [messageId],
    );
    const support = await asStaff(database, "support");
    await call(support, "take_over_session", sessionId);
    await call(
      support,
      "queue_staff_reply",
      sessionId,
      ["Patience here"],
      "00000000-0000-4000-8000-00000000abcd",
    );
    const { id } = await one<{ id: string }>(
      admin,
      "select id from chat_messages where session_id = $1 and author = 'staff'",
      sessionId,
    );
    expect(await beginSend(client, id)).toMatchObject({ kind: "send" });
  });

  it("a turn that died while a person took over does not stay running", async () => {
    const client = await database.as("service_role");
    const { sessionId } = await startConversation(client);
    const turn = await claim(client, sessionId, { ...turnSettings, lease_ms: 1 });
    await call(await asStaff(database, "support"), "take_over_session", sessionId);
    await redrive(client, minutes(1));
    expect(
      await one(client, "select state, outcome from agent_turns where id = $1", turn.turn_id),
    ).toEqual({
      state: "finished",
      outcome: "superseded",
    });
  });
});

describe("a step whose answer was lost gives the same answer again", () => {
  it("the same run gets the same claim, another one does not", async () => {
    const client = await database.as("service_role");
    const { sessionId } = await startConversation(client);
    const first = await call(client, "claim_turn", sessionId, "run-1", turnSettings);
    expect(await call(client, "claim_turn", sessionId, "run-1", turnSettings)).toEqual(first);
    expect(await call(client, "claim_turn", sessionId, "run-2", turnSettings)).toMatchObject({
      kind: "wait",
    });
  });

  it("a commit that sent the turn back sends it back again", async () => {
    const client = await database.as("service_role");
    const { sessionId, phone } = await startConversation(client);
    const turn = await claim(client, sessionId);
    await ingest(client, messageItem({ phone }));
    expect(await reply(client, turn)).toMatchObject({ kind: "restart" });
    expect(await call(client, "commit_turn", turn.turn_id, turn.fence, turnSettings)).toMatchObject(
      { kind: "restart" },
    );
    expect(await reply(client, turn)).toMatchObject({ kind: "committed" });
  });
});

describe("P11: echoes, receipts and doubt", () => {
  it("an echo of a retyped text goes to the send on its way, not to the older one in doubt", async () => {
    const client = await database.as("service_role");
    const { phone, sessionId, messageId } = await queuedReply(client);
    const first = await beginSend(client, messageId);
    await recordSend(client, first.attempt_id, { kind: "unknown", reason: "timed_out" });
    const support = await asStaff(database, "support");
    await call(support, "take_over_session", sessionId);
    await call(
      support,
      "queue_staff_reply",
      sessionId,
      ["Hello from Parcelo."],
      "00000000-0000-4000-8000-00000000abce",
    );
    const { id } = await one<{ id: string }>(
      client,
      "select id from chat_messages where session_id = $1 and author = 'staff'",
      sessionId,
    );
    const second = await beginSend(client, id);
    const wamid = someWamid();
    await ingest(client, echoItem(wamid, phone, "Hello from Parcelo."));
    expect(
      await recordSend(client, second.attempt_id, { kind: "accepted", wa_message_id: wamid }),
    ).toMatchObject({ state: "sent" });
    expect(await one(client, "select state from chat_messages where id = $1", messageId)).toEqual({
      state: "unknown",
    });
  });

  it("an id that was matched by text gives way to the attempt that the provider names", async () => {
    const client = await database.as("service_role");
    const { phone, sessionId } = await startConversation(client);
    const committed = await reply(client, await claim(client, sessionId), ["Same", "Same"]);
    const [one_ = "", two = ""] = committed.message_ids;
    const first = await beginSend(client, one_);
    await recordSend(client, first.attempt_id, { kind: "unknown", reason: "timed_out" });
    const wamid = someWamid();
    await ingest(client, echoItem(wamid, phone, "Same"), statusItem(wamid, "delivered"));
    expect(await one(client, "select state from chat_messages where id = $1", one_)).toEqual({
      state: "delivered",
    });
    const second = await beginSend(client, two);
    expect(
      await recordSend(client, second.attempt_id, { kind: "accepted", wa_message_id: wamid }),
    ).toMatchObject({ state: "delivered" });
    expect(await one(client, "select state from chat_messages where id = $1", one_)).toEqual({
      state: "unknown",
    });
  });

  it.each(["before", "after"])(
    "a receipt that comes %s the time-out settles the one send in doubt",
    async (when) => {
      const client = await database.as("service_role");
      const { phone, messageId } = await queuedReply(client);
      const begun = await beginSend(client, messageId);
      const recipient = { phone, wa_user_id: null, display_name: null };
      const receipt = statusItem(someWamid(), "delivered", { recipient });
      if (when === "before") await ingest(client, receipt);
      await recordSend(client, begun.attempt_id, { kind: "unknown", reason: "timed_out" });
      if (when === "after") await ingest(client, receipt);
      expect(await one(client, "select state from chat_messages where id = $1", messageId)).toEqual(
        { state: "delivered" },
      );
    },
  );

  it("an echo that cannot be recorded is parked and stops nothing else", async () => {
    const client = await database.as("service_role");
    const bad = echoItem(someWamid(), "not a number", "hello");
    const { sessionId } = await startConversation(client);
    await ingest(client, bad);
    const found = await redrive(client, minutes(3));
    expect(found.turn_session_ids).toContain(sessionId);
    expect(
      await one(
        client,
        "select status, settle_after from wa_events where dedupe_key = $1",
        bad.dedupe_key,
      ),
    ).toEqual({ status: "parked", settle_after: null });
  });
});

describe("P19: consent in the order in which it was given", () => {
  const consent = async (phone: string) =>
    (
      await one(
        await database.superuser(),
        "select c.consent_status s from customers c join customer_identities i on i.customer_id = c.id where i.value = $1",
        phone,
      )
    ).s;

  it("an older START that arrives after a STOP changes nothing", async () => {
    const client = await database.as("service_role");
    const { phone } = await startConversation(client);
    await ingest(client, messageItem({ phone, text: "STOP", consent: stop }));
    await ingest(
      client,
      messageItem({
        phone,
        text: "START",
        consent: start,
        at: new Date(Date.now() - 40 * 86_400_000),
      }),
    );
    expect(await consent(phone)).toBe("opted_out");
    await ingest(client, messageItem({ phone, text: "START", consent: start }));
    expect(await consent(phone)).toBe("opted_in");
  });

  it("neither another STOP nor a message from before it opens the door for staff", async () => {
    const client = await database.as("service_role");
    const { phone, sessionId } = await startConversation(client);
    await ingest(client, messageItem({ phone, text: "STOP", consent: stop }));
    await ingest(client, messageItem({ phone, text: "stop", consent: stop }));
    await ingest(
      client,
      messageItem({ phone, text: "from before", at: new Date(Date.now() - 60_000) }),
    );
    expect(await call(client, "send_refusal", sessionId, "staff", "staff_reply")).toBe("opted_out");
  });

  it("STOP while a reply is written leaves the session with the bot, which answers again after START", async () => {
    const client = await database.as("service_role");
    const { phone, sessionId } = await startConversation(client);
    const turn = await claim(client, sessionId);
    await ingest(client, messageItem({ phone, text: "STOP", consent: stop }));
    expect(await reply(client, turn)).toMatchObject({ kind: "suppressed", reason: "opted_out" });
    expect(await session(sessionId)).toMatchObject({ owner: "bot" });
    await ingest(client, messageItem({ phone, text: "START", consent: start }));
    await ingest(client, messageItem({ phone, text: "hello again" }));
    expect(await claim(client, sessionId)).toMatchObject({ kind: "claimed" });
  });
});

describe("what wants an answer", () => {
  it("a message delivered a day late is answered when a newer one holds the window open", async () => {
    const client = await database.as("service_role");
    const { phone, sessionId } = await startConversation(client);
    const turn = await claim(client, sessionId);
    await reply(client, turn);
    const late = await ingest(
      client,
      messageItem({ phone, at: new Date(Date.now() - 25 * 3_600_000) }),
    );
    expect(late.turn_session_ids).toEqual([sessionId]);
  });

  it("a deleted message wants none", async () => {
    const client = await database.as("service_role");
    const wamid = someWamid();
    const { phone, sessionId } = await startConversation(client, { wamid });
    await ingest(
      client,
      messageItem({
        phone,
        type: "revoke",
        startsTurn: false,
        effect: { kind: "revoke", target_wa_message_id: wamid },
      }),
    );
    expect(await claim(client, sessionId)).toEqual({ kind: "nothing" });
  });

  it("a question stays in the window however many stickers follow it", async () => {
    const client = await database.as("service_role");
    const { phone, sessionId } = await startConversation(client, { text: "the question" });
    await ingest(
      client,
      ...Array.from({ length: 12 }, () =>
        messageItem({ phone, type: "sticker", startsTurn: false }),
      ),
    );
    await ingest(client, messageItem({ phone, text: "hello?" }));
    const turn = await claim(client, sessionId);
    const context = await call<{ messages: { rendered_text: string }[] }>(
      client,
      "turn_context",
      turn.turn_id,
      12,
    );
    expect(context.messages[0]?.rendered_text).toBe("the question");
  });
});

describe("races of identities", () => {
  it("a number-only and an id-only message of one customer at once open one session, nothing is parked", async () => {
    const client = await database.as("service_role");
    const parked: number[] = [];
    for (let n = 0; n < 10; n += 1) {
      const { phone, sessionId } = await startConversation(client, {
        waUserId: `UG.${Date.now()}${n}`,
      });
      const { value } = await one<{ value: string }>(
        client,
        "select i.value from customer_identities i join chat_sessions s on s.customer_id = i.customer_id where s.id = $1 and i.kind = 'wa_user_id'",
        sessionId,
      );
      const admin = await database.superuser();
      await admin.query("update chat_sessions set expires_at = now() where id = $1", [sessionId]);
      const [a, b] = [await database.as("service_role"), await database.as("service_role")];
      const results = await Promise.all([
        ingest(a, messageItem({ phone })),
        ingest(b, messageItem({ phone: null, waUserId: value })),
      ]);
      parked.push(...results.map((result) => result.parked));
    }
    expect(parked).toEqual(Array(20).fill(0));
  });

  it("a change of number and a message from yet another number at once leave one current number", async () => {
    for (let n = 0; n < 8; n += 1) {
      const [a, b] = [await database.as("service_role"), await database.as("service_role")];
      const waUserId = `UG.9${Date.now()}${n}`;
      const { phone } = await startConversation(a, { waUserId });
      const [second, third] = [somePhone(), somePhone()];
      const changed = messageItem({
        phone,
        waUserId,
        type: "system",
        startsTurn: false,
        effect: { kind: "identity_changed", new_phone: third, new_wa_user_id: null },
      });
      const results = await Promise.all([
        ingest(a, changed),
        ingest(b, messageItem({ phone: second, waUserId })),
      ]);
      expect(results.map((result) => result.parked)).toEqual([0, 0]);
    }
    const reader = await database.superuser();
    const { rows } = await reader.query(
      "select customer_id from customer_identities where kind = 'phone' and valid_to is null group by 1 having count(*) > 1",
    );
    expect(rows).toEqual([]);
  });

  it("receipts about stopped marketing and renamed customers at once do not deadlock", async () => {
    const rounds = Array.from({ length: 12 }, async () => {
      const [a, b] = [await database.as("service_role"), await database.as("service_role")];
      const { phone, messageId } = await queuedReply(a);
      const begun = await beginSend(a, messageId);
      const renamed = messageItem({ phone });
      renamed.message.sender.display_name = `Name ${Math.random()}`;
      await Promise.all([
        recordSend(a, begun.attempt_id, {
          kind: "failed",
          error_code: 131050,
          reason: "refused",
          retry: false,
        }),
        ingest(b, renamed),
      ]);
    });
    await expect(Promise.all(rounds)).resolves.toHaveLength(12);
  });
});

describe("retrying by hand", () => {
  it("a failed bot reply that a person retries leaves", async () => {
    const client = await database.as("service_role");
    const { messageId } = await queuedReply(client);
    const begun = await beginSend(client, messageId);
    await recordSend(client, begun.attempt_id, {
      kind: "failed",
      error_code: 131026,
      reason: "refused",
      retry: false,
    });
    await call(await asStaff(database, "support"), "retry_failed_sends", [messageId]);
    expect(await beginSend(client, messageId)).toMatchObject({ kind: "send", attempt_no: 2 });
  });

  it("an item without a time that is handled days later opens no window", async () => {
    const client = await database.as("service_role");
    const item = { ...messageItem({ at: null }), park_reason: "invalid_item" };
    await ingest(client, item);
    const admin = await database.superuser();
    const { id } = await one<{ id: string }>(
      admin,
      "update wa_events set received_at = now() - interval '3 days' where dedupe_key = $1 returning id",
      item.dedupe_key,
    );
    await call(client, "reprocess_event", id, { ...item, park_reason: null }, sendSettings);
    expect(
      await one(
        admin,
        "select s.wa_window_expires_at < now() closed from chat_sessions s join chat_messages m on m.session_id = s.id where m.wa_message_id = $1",
        item.message.wa_message_id,
      ),
    ).toEqual({ closed: true });
  });
});

it("waits are noted, so that redrive leaves a message alone until then", async () => {
  const client = await database.as("service_role");
  const [first, second] = [await queuedReply(client), await queuedReply(client)];
  await beginSend(client, first.messageId);
  await sleep(5);
  const begun = await beginSend(client, second.messageId, {
    ...sendSettings,
    requests_per_minute: 1,
  });
  expect(begun).toMatchObject({ kind: "wait", reason: "provider_rate" });
  expect((await redrive(client)).send_message_ids).not.toContain(second.messageId);
});
