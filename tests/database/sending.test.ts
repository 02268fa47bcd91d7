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
  someWamid,
  startConversation,
  statusItem,
} from "./scenario";
import { asStaff } from "./staff-actor";
import { call, openTestDatabase } from "./test-database";

const database = openTestDatabase();

const message = async (id: string) =>
  one<{ state: string; state_reason: string | null }>(
    await database.superuser(),
    "select state, state_reason from chat_messages where id = $1",
    id,
  );
const minutes = (n: number) => new Date(Date.now() + n * 60_000).toISOString();

describe("P10: outside the window no free text leaves", () => {
  it("to the second: refused at 24 h, allowed one second before", async () => {
    const client = await database.as("service_role");
    const { sessionId } = await startConversation(client);
    const { expires } = await one<{ expires: Date }>(
      client,
      "select wa_window_expires_at expires from chat_sessions where id = $1",
      sessionId,
    );
    const at = (ms: number) => new Date(expires.getTime() + ms).toISOString();
    expect(await call(client, "send_refusal", sessionId, "bot", "reply", at(-1000))).toBeNull();
    expect(await call(client, "send_refusal", sessionId, "bot", "reply", at(0))).toBe(
      "window_closed",
    );
    expect(await call(client, "send_refusal", sessionId, "staff", "staff_reply", at(0))).toBe(
      "window_closed",
    );
    expect(await call(client, "send_refusal", sessionId, "staff", "template", at(0))).toBeNull();
  });

  it("a reply whose window closed while it was queued is suppressed and goes to a person", async () => {
    const client = await database.as("service_role");
    const { sessionId, messageId } = await queuedReply(client);
    const admin = await database.superuser();
    await admin.query("update chat_sessions set wa_window_expires_at = now() where id = $1", [
      sessionId,
    ]);
    expect(await beginSend(client, messageId)).toMatchObject({
      kind: "refused",
      reason: "window_closed",
    });
    expect(await message(messageId)).toEqual({
      state: "suppressed",
      state_reason: "window_closed",
    });
    expect(
      await one(admin, "select owner, owner_reason from chat_sessions where id = $1", sessionId),
    ).toEqual({
      owner: "human",
      owner_reason: "window_closed",
    });
  });

  it("after an opt-out only the confirmation leaves, and staff only after the customer wrote again", async () => {
    const client = await database.as("service_role");
    const { phone, sessionId, messageId } = await queuedReply(client);
    const stop = { change: "opt_out", words: "STOP", language: "en", answers_confirmation: false };
    const stopped = await ingest(client, messageItem({ phone, text: "STOP", consent: stop }));
    expect(stopped.turn_session_ids).toEqual([]);
    expect(await beginSend(client, messageId)).toEqual({ kind: "done", state: "suppressed" });
    const [confirmation] = stopped.send_message_ids;
    expect(await beginSend(client, confirmation ?? "")).toMatchObject({
      kind: "send",
      text: "Stopped.",
    });
    expect(await call(client, "send_refusal", sessionId, "staff", "staff_reply")).toBe("opted_out");
    const again = await ingest(client, messageItem({ phone, text: "stop", consent: stop }));
    expect(again.send_message_ids).toEqual([]);
    await ingest(client, messageItem({ phone, text: "But where is my parcel?" }));
    expect(await call(client, "send_refusal", sessionId, "staff", "staff_reply")).toBeNull();
    expect(await call(client, "send_refusal", sessionId, "bot", "reply")).not.toBeNull();
  });

  it("opt-out and queued → sending exclude each other", async () => {
    const reader = await database.superuser();
    const rounds = Array.from({ length: 20 }, async () => {
      const client = await database.as("service_role");
      const { phone, messageId } = await queuedReply(client);
      const stop = {
        change: "opt_out",
        words: "STOP",
        language: "en",
        answers_confirmation: false,
      };
      const sender = await database.as("service_role");
      const [begun] = await Promise.all([
        beginSend(sender, messageId),
        ingest(client, messageItem({ phone, text: "STOP", consent: stop })),
      ]);
      return `${begun.kind}:${(await one(reader, "select state from chat_messages where id = $1", messageId)).state}`;
    });
    const odd = [];
    for (const outcome of await Promise.all(rounds)) {
      if (outcome !== "send:sending" && outcome !== "done:suppressed") odd.push(outcome);
    }
    expect(odd).toEqual([]);
  });
});

describe("P11: a send in doubt is never sent again", () => {
  it("of ten workers at once one opens the attempt", async () => {
    const client = await database.as("service_role");
    const { messageId } = await queuedReply(client);
    const workers = await Promise.all(
      Array.from({ length: 10 }, () => database.as("service_role")),
    );
    const begun = await Promise.all(workers.map((worker) => beginSend(worker, messageId)));
    expect(begun.filter((each) => each.kind === "send")).toHaveLength(1);
    expect(begun.filter((each) => each.kind === "done" && each.state === "sending")).toHaveLength(
      9,
    );
  });

  it("an attempt whose answer was lost becomes unknown, then goes to a person after five minutes", async () => {
    const client = await database.as("service_role");
    const { sessionId, messageId } = await queuedReply(client);
    await beginSend(client, messageId);
    await redrive(client, minutes(2));
    expect(await message(messageId)).toMatchObject({ state: "unknown" });
    expect(await beginSend(client, messageId)).toMatchObject({ kind: "done", state: "unknown" });
    const admin = await database.superuser();
    await admin.query(
      "update chat_messages set state_changed_at = now() - interval '6 minutes' where id = $1",
      [messageId],
    );
    const found = await redrive(client);
    expect(found.send_message_ids).not.toContain(messageId);
    expect(
      await one(admin, "select owner, owner_reason from chat_sessions where id = $1", sessionId),
    ).toEqual({
      owner: "human",
      owner_reason: "send_unconfirmed",
    });
  });

  it("a receipt settles it", async () => {
    const client = await database.as("service_role");
    const { messageId } = await queuedReply(client);
    const begun = await beginSend(client, messageId);
    const wamid = someWamid();
    await recordSend(client, begun.attempt_id, { kind: "unknown", reason: "timeout" });
    await ingest(client, statusItem(wamid, "delivered"));
    expect((await message(messageId)).state).toBe("unknown");
    await recordSend(client, begun.attempt_id, { kind: "accepted", wa_message_id: wamid });
    expect((await message(messageId)).state).toBe("delivered");
  });

  it("an echo matched by recipient and normalised text settles it, with the receipts that came before", async () => {
    const client = await database.as("service_role");
    const { phone, sessionId } = await startConversation(client);
    const turn = await claim(client, sessionId);
    const committed = await reply(client, turn, ["Fees & duties:  see <b>parcelo.ug</b>"]);
    const [messageId = ""] = committed.message_ids;
    const begun = await beginSend(client, messageId);
    await recordSend(client, begun.attempt_id, { kind: "unknown", reason: "timeout" });
    const wamid = someWamid();
    await ingest(client, statusItem(wamid, "read"));
    await ingest(client, echoItem(wamid, phone, "fees &amp; duties: see parcelo.ug"));
    expect((await message(messageId)).state).toBe("read");
  });

  it("an echo that comes before our own response is ours, not a person's", async () => {
    const client = await database.as("service_role");
    const { phone, sessionId, messageId } = await queuedReply(client);
    const begun = await beginSend(client, messageId);
    const wamid = someWamid();
    await ingest(
      client,
      echoItem(wamid, phone, "a text that the purifier changed beyond recognition"),
    );
    await recordSend(client, begun.attempt_id, { kind: "accepted", wa_message_id: wamid });
    await redrive(client, minutes(3));
    const reader = await database.superuser();
    expect(await one(reader, "select owner from chat_sessions where id = $1", sessionId)).toEqual({
      owner: "bot",
    });
    expect((await message(messageId)).state).toBe("sent");
  });

  it("an echo that matches nothing for two minutes was written by a person: recorded, bot paused", async () => {
    const client = await database.as("service_role");
    const { phone, sessionId } = await startConversation(client);
    const wamid = someWamid();
    await ingest(
      client,
      echoItem(wamid, phone, "Hello, this is Patience."),
      statusItem(wamid, "delivered"),
    );
    await redrive(client, minutes(1));
    const reader = await database.superuser();
    expect(
      (await one(reader, "select owner from chat_sessions where id = $1", sessionId)).owner,
    ).toBe("bot");
    await redrive(client, minutes(3));
    await redrive(client, minutes(4));
    expect(
      await one(
        reader,
        `select s.owner, s.owner_reason, m.text, m.author, m.state from chat_sessions s
         join chat_messages m on m.session_id = s.id and m.direction = 'outbound' where s.id = $1`,
        sessionId,
      ),
    ).toEqual({
      owner: "human",
      owner_reason: "answered_in_provider_inbox",
      text: "Hello, this is Patience.",
      author: "staff",
      state: "delivered",
    });
  });

  it("a refusal that passes is tried again as a new attempt after its delay, a lasting one fails", async () => {
    const client = await database.as("service_role");
    const { messageId, sessionId } = await queuedReply(client);
    const first = await beginSend(client, messageId);
    const failed = { kind: "failed", error_code: 131056, reason: "refused", retry: true };
    const recorded = await recordSend(client, first.attempt_id, failed);
    expect(recorded.state).toBe("queued");
    expect(await beginSend(client, messageId)).toMatchObject({
      kind: "wait",
      reason: "retry_delay",
    });
    const admin = await database.superuser();
    await admin.query("update chat_messages set not_before = now() where id = $1", [messageId]);
    const second = await beginSend(client, messageId);
    await recordSend(client, second.attempt_id, {
      kind: "failed",
      error_code: 131026,
      reason: "refused",
      retry: false,
    });
    expect(await message(messageId)).toEqual({ state: "failed", state_reason: "131026" });
    expect(
      await one(admin, "select owner_reason from chat_sessions where id = $1", sessionId),
    ).toEqual({
      owner_reason: "send_failed",
    });
  });
});

describe("P5: receipts in any order", () => {
  const states = ["sent", "delivered", "read", "played", "failed"];
  const orders = (rest: string[]): string[][] =>
    rest.length === 0
      ? [[]]
      : rest.flatMap((state) =>
          orders(rest.filter((other) => other !== state)).map((tail) => [state, ...tail]),
        );

  it("every order and repetition of the receipts, before or after our own answer, ends the same", async () => {
    const client = await database.as("service_role");
    const ends = new Set<string>();
    const all = orders(states);
    for (const [n, order] of all.entries()) {
      const { messageId } = await queuedReply(client);
      const begun = await beginSend(client, messageId);
      const wamid = someWamid();
      const answer = () =>
        recordSend(client, begun.attempt_id, { kind: "accepted", wa_message_id: wamid });
      const answerAt = n % (order.length + 1);
      for (const [position, state] of order.entries()) {
        if (position === answerAt) await answer();
        await ingest(client, statusItem(wamid, state), statusItem(wamid, state));
      }
      if (answerAt === order.length) await answer();
      const attempt = await one(
        client,
        `select a.state, m.state shown, a.sent_at is not null s, a.delivered_at is not null d, a.read_at is not null r
         from send_attempts a join chat_messages m on m.id = a.message_id where a.id = $1`,
        begun.attempt_id,
      );
      ends.add(JSON.stringify(attempt));
    }
    expect(all).toHaveLength(120);
    expect([...ends]).toEqual([
      JSON.stringify({ state: "played", shown: "played", s: true, d: true, r: true }),
    ]);
  });

  it("a receipt and our own answer at the same moment never miss each other", async () => {
    const rounds = Array.from({ length: 25 }, async () => {
      const [sender, receiver] = [
        await database.as("service_role"),
        await database.as("service_role"),
      ];
      const { messageId } = await queuedReply(sender);
      const begun = await beginSend(sender, messageId);
      const wamid = someWamid();
      await Promise.all([
        recordSend(sender, begun.attempt_id, { kind: "accepted", wa_message_id: wamid }),
        ingest(receiver, statusItem(wamid, "delivered")),
      ]);
      return (await message(messageId)).state;
    });
    expect(new Set(await Promise.all(rounds))).toEqual(new Set(["delivered"]));
  });

  it("a status nobody knows is kept and changes nothing", async () => {
    const client = await database.as("service_role");
    const { messageId } = await queuedReply(client);
    const begun = await beginSend(client, messageId);
    const wamid = someWamid();
    await recordSend(client, begun.attempt_id, { kind: "accepted", wa_message_id: wamid });
    expect(await ingest(client, statusItem(wamid, "teleported"))).toMatchObject({ stored: 1 });
    expect((await message(messageId)).state).toBe("sent");
  });
});

describe("order and pace of sending", () => {
  it("a later bubble waits until the earlier one has left", async () => {
    const client = await database.as("service_role");
    const { sessionId } = await startConversation(client);
    const committed = await reply(client, await claim(client, sessionId), ["one", "two"]);
    const [first = "", second = ""] = committed.message_ids;
    expect(await beginSend(client, second)).toMatchObject({ kind: "wait", reason: "order" });
    const begun = await beginSend(client, first);
    expect(await beginSend(client, second)).toMatchObject({ kind: "wait", reason: "order" });
    await recordSend(client, begun.attempt_id, { kind: "accepted", wa_message_id: someWamid() });
    expect(await beginSend(client, second)).toMatchObject({ kind: "send" });
  });

  it("never more than the provider's requests in a minute, however many workers ask at once", async () => {
    const client = await database.as("service_role");
    const admin = await database.superuser();
    await admin.query("update send_attempts set started_at = now() - interval '2 minutes'");
    const queued = [];
    for (let n = 0; n < 12; n += 1) queued.push((await queuedReply(client)).messageId);
    const paced = { ...sendSettings, requests_per_minute: 5 };
    const begun = await Promise.all(
      queued.map(async (messageId) =>
        beginSend(await database.as("service_role"), messageId, paced),
      ),
    );
    expect(begun.filter((each) => each.kind === "send")).toHaveLength(5);
    expect(
      begun.filter((each) => each.kind === "wait" && each.reason === "provider_rate"),
    ).toHaveLength(7);
  });

  it("one person gets at most 45 messages at once, then waits as Meta's pair limit asks", async () => {
    const client = await database.as("service_role");
    const { sessionId } = await startConversation(client);
    const parts = Array.from({ length: 46 }, (_, n) => `part ${n}`);
    const committed = await reply(client, await claim(client, sessionId), parts);
    const kinds: string[] = [];
    for (const messageId of committed.message_ids) {
      const begun = await beginSend(client, messageId);
      kinds.push(begun.reason ?? begun.kind);
      if (begun.kind === "send") {
        await recordSend(client, begun.attempt_id, {
          kind: "accepted",
          wa_message_id: someWamid(),
        });
      }
    }
    expect(kinds).toEqual([...Array(45).fill("send"), "recipient_pace"]);
  });

  it("an account-level refusal holds everything and drops nothing", async () => {
    const client = await database.as("service_role");
    const first = await queuedReply(client);
    const second = await queuedReply(client);
    const begun = await beginSend(client, first.messageId);
    await recordSend(client, begun.attempt_id, {
      kind: "failed",
      error_code: 131042,
      reason: "refused",
      retry: false,
      stops_account: true,
    });
    expect(await beginSend(client, second.messageId)).toMatchObject({
      kind: "held",
      reason: "account_stopped",
    });
    expect((await message(second.messageId)).state).toBe("queued");
    const third = await startConversation(client);
    expect(await claim(client, third.sessionId)).toMatchObject({ kind: "held" });
    const found = await redrive(client, minutes(2));
    expect(found).toMatchObject({ turn_session_ids: [], send_message_ids: [] });
    const { id } = await one(
      await database.superuser(),
      "select id from send_stops where ended_at is null",
    );
    const support = await asStaff(database, "support");
    await expect(support.query("select lift_send_stop($1)", [id])).rejects.toMatchObject({
      code: "42501",
    });
    const admin = await asStaff(database, "admin");
    expect(await call(admin, "lift_send_stop", id)).toBe(true);
    expect(await call(admin, "lift_send_stop", id)).toBe(false);
    expect(await claim(client, third.sessionId)).toMatchObject({ kind: "claimed" });
    expect(await beginSend(client, second.messageId)).toMatchObject({ kind: "send" });
  });
});
