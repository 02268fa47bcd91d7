import type pg from "pg";
import { beforeAll, describe, expect, it } from "vitest";
import {
  askedCustomer,
  decide,
  question,
  readConfirmation,
  saysYes,
  writes,
} from "./confirm-scenario";
import {
  beginSend,
  type Claimed,
  claim,
  ingest,
  messageItem,
  one,
  recordSend,
  sendSettings,
  someWamid,
  startConversation,
  turnSettings,
} from "./scenario";
import { asStaff } from "./staff-actor";
import { call, openTestDatabase } from "./test-database";

const database = openTestDatabase();
let service: pg.Client;
let other: pg.Client;
let admin: pg.Client;
beforeAll(async () => {
  service = await database.as("service_role");
  other = await database.as("service_role");
  admin = await database.superuser();
});

const save = (turn: Claimed, progress: object) =>
  call<boolean>(service, "save_turn_progress", turn.turn_id, turn.fence, progress);
const commit = (turn: Claimed) =>
  call<{ kind: string; message_ids: string[] }>(
    service,
    "commit_turn",
    turn.turn_id,
    turn.fence,
    turnSettings,
  );
const draftOf = async (turn: Claimed) =>
  (
    await one<{ draft: string[] | null }>(
      admin,
      "select draft from agent_turns where id = $1",
      turn.turn_id,
    )
  ).draft;
const ownerOf = async (sessionId: string) =>
  (await one<{ owner: string }>(admin, "select owner from chat_sessions where id = $1", sessionId))
    .owner;

async function claimed() {
  const { phone, sessionId } = await startConversation(service);
  return { phone, sessionId, turn: await claim(service, sessionId) };
}

/** The run of a turn dies; the next claim takes the same messages up. */
async function takenUpAgain(who: { sessionId: string; turn: Claimed }): Promise<Claimed> {
  await admin.query(
    "update agent_turns set lease_until = now() - interval '1 second' where id = $1",
    [who.turn.turn_id],
  );
  return claim(service, who.sessionId);
}

describe("P7: a step of an earlier generation that ends late", () => {
  it("does not give its words to the generation that covers the newer message", async () => {
    const { phone, turn } = await claimed();
    await save(turn, { parts: ["To the first message."], round: 0, hand_off_reason: null });
    await ingest(service, messageItem({ phone, text: "and this" }));
    expect((await commit(turn)).kind).toBe("restart");

    const usage = [
      { model: "luna", input_tokens: 9, cached_tokens: 0, output_tokens: 1, cost_usd: 0.5 },
    ];
    const late = { parts: ["To the first message."], round: 0, hand_off_reason: "escalated" };
    expect(await save(turn, { ...late, usage })).toBe(false);
    expect(await draftOf(turn)).toBeNull();
    expect(
      await one(
        admin,
        "select input_tokens, hand_off_reason from agent_turns where id = $1",
        turn.turn_id,
      ),
    ).toEqual({ input_tokens: 9, hand_off_reason: null });
    expect(await save(turn, { parts: ["To both."], round: 1, hand_off_reason: null })).toBe(true);
    expect(await draftOf(turn)).toEqual(["To both."]);
  });
});

describe("P9: a hand-over that the reply announced", () => {
  const goodbye = { parts: ["A colleague takes over."], round: 0, hand_off_reason: "model_failed" };

  it("is written again when the run died before its commit: the customer is told", async () => {
    const who = await claimed();
    await save(who.turn, goodbye);
    expect((await takenUpAgain(who)).kind).toBe("claimed");
    expect(await ownerOf(who.sessionId)).toBe("bot");
  });

  it("does not override a person who had the session meanwhile and handed it back", async () => {
    const { sessionId, turn } = await claimed();
    await save(turn, goodbye);
    const { message_ids } = await commit(turn);
    const { attempt_id } = await beginSend(service, message_ids[0] ?? "");
    await admin.query("select give_to_human($1, 'staff_took_over'), give_to_bot($1)", [sessionId]);
    await recordSend(service, attempt_id, { kind: "accepted", wa_message_id: someWamid() });
    expect(await ownerOf(sessionId)).toBe("bot");
    expect(await one(admin, "select outcome from agent_turns where id = $1", turn.turn_id)).toEqual(
      { outcome: "sent" },
    );
  });

  it("is settled by redrive without waiting for, or blocking, who holds the session", async () => {
    const { sessionId, turn } = await claimed();
    await save(turn, goodbye);
    await commit(turn);
    await admin.query("update chat_messages set state = 'sent' where turn_id = $1", [turn.turn_id]);
    await admin.query(
      "update agent_turns set lease_until = now() - interval '1 second' where id = $1",
      [turn.turn_id],
    );
    await admin.query("begin");
    await admin.query("select 1 from chat_sessions where id = $1 for update", [sessionId]);
    const settling = call(other, "settle_unfinished", sendSettings);
    await new Promise((done) => setTimeout(done, 200));
    // What records a send does under the session's lock: in the other order both would wait for ever.
    await admin.query("select settle_turn_outcome($1)", [turn.turn_id]);
    await admin.query("commit");
    await settling;
    expect(await ownerOf(sessionId)).toBe("human");
  });
});

describe("P2: a turn that takes up the messages of one whose run died", () => {
  const begin = (turn: Claimed, key: string, args: object = { item: "shoes" }) =>
    call<{ kind: string; id: string; key?: string; result?: object }>(
      service,
      "begin_tool_call",
      turn.turn_id,
      key,
      "update_cart",
      args,
      true,
    );
  const finish = (id: string, outcome: string) =>
    call(service, "finish_tool_call", id, {
      outcome,
      result: { outcome, data: { n: 1 } },
      latency_ms: 5,
    });

  it("finds what was done, and goes on under the same key with what may have been", async () => {
    const who = await claimed();
    const done = await begin(who.turn, `turn:${who.turn.turn_id}:a`);
    await finish(done.id, "done");
    const unknown = await begin(who.turn, `turn:${who.turn.turn_id}:b`, { item: "bag" });
    const next = await takenUpAgain(who);
    expect(await begin(next, `turn:${next.turn_id}:a`)).toMatchObject({
      kind: "repeat",
      id: done.id,
    });
    const again = await begin(next, `turn:${next.turn_id}:b`, { item: "bag" });
    expect(again).toEqual({
      kind: "run",
      id: unknown.id,
      key: `turn:${who.turn.turn_id}:b`,
      unsettled: true,
    });
  });

  it("finds it too when the conversation was closed before the reply left, and opened again", async () => {
    const who = await claimed();
    const done = await begin(who.turn, `turn:${who.turn.turn_id}:a`);
    await finish(done.id, "done");
    await save(who.turn, { parts: ["Done."], round: 0, hand_off_reason: null });
    await commit(who.turn);
    const support = await asStaff(database, "support");
    await call(support, "close_session", who.sessionId);
    await call(support, "reopen_session", who.sessionId);
    const next = await claim(service, who.sessionId);
    expect(await begin(next, `turn:${next.turn_id}:a`)).toMatchObject({ kind: "repeat" });
  });

  it("does the same thing anew when the customer asks anew", async () => {
    const who = await claimed();
    const done = await begin(who.turn, `turn:${who.turn.turn_id}:a`);
    await finish(done.id, "done");
    await save(who.turn, { parts: ["Done."], round: 0, hand_off_reason: null });
    await commit(who.turn);
    await ingest(service, messageItem({ phone: who.phone, text: "one more of these" }));
    const next = await claim(service, who.sessionId);
    expect(await begin(next, `turn:${next.turn_id}:a`)).toMatchObject({
      kind: "run",
      key: `turn:${next.turn_id}:a`,
      unsettled: false,
    });
  });

  it("keeps what was done although a second execution of the step ends later and worse", async () => {
    const { turn } = await claimed();
    const key = `turn:${turn.turn_id}:a`;
    const first = await begin(turn, key);
    await begin(turn, key);
    await finish(first.id, "done");
    await finish(first.id, "failed");
    expect(await begin(turn, key)).toMatchObject({ kind: "repeat" });
  });

  it("rewrites its ticket, feedback and answer to a ticket instead of adding others", async () => {
    const ticket = {
      category: "delivery",
      sentiment: "negative",
      priority: "normal",
      subject: "Parcel is late",
      summary: "It should have come on Monday.",
    };
    const feedback = {
      feedback_type: "delivery",
      feedback_text: "Too slow",
      sentiment: "negative",
      rating: 1,
    };
    const who = await claimed();
    const opened = await call<{ reference: string }>(
      service,
      "open_ticket",
      who.turn.turn_id,
      ticket,
    );
    await call(service, "collect_feedback", who.turn.turn_id, feedback, ticket);
    const next = await takenUpAgain(who);
    const again = await call(service, "open_ticket", next.turn_id, { ...ticket, subject: "Late" });
    await call(service, "collect_feedback", next.turn_id, feedback, ticket);
    expect(again).toMatchObject({ reference: opened.reference });
    const words = (turn: Claimed) =>
      call(service, "reply_to_own_ticket", turn.turn_id, opened.reference, "Still nothing");
    await words(next);
    const last = await takenUpAgain({ sessionId: who.sessionId, turn: next });
    await words(last);
    const counts = await one(
      admin,
      `select (select count(*)::int from support_tickets t where t.session_id = $1) as tickets,
              (select count(*)::int from customer_feedback f where f.session_id = $1) as feedback,
              (select count(*)::int from ticket_messages m join support_tickets t on t.id = m.ticket_id
               where t.session_id = $1) as messages`,
      who.sessionId,
    );
    expect(counts).toEqual({ tickets: 1, feedback: 1, messages: 1 });
  });

  it("does not ask again for what the yes has already done", async () => {
    const who = await askedCustomer(service);
    const turn = await writes(service, who, "Yes");
    await saysYes(service, turn);
    expect((await decide(service, turn, `confirmed:${who.confirmationId}`)).kind).toBe("confirmed");
    const next = await takenUpAgain({ sessionId: who.sessionId, turn });
    expect(await readConfirmation(service, next)).toMatchObject({ state: "used" });
    expect((await decide(service, next, `turn:${next.turn_id}:a`)).kind).toBe("already_done");
    expect((await decide(service, next, `confirmed:${who.confirmationId}`)).kind).toBe("confirmed");
  });
});

describe("a yes", () => {
  it("that quotes another message says nothing to the open question", async () => {
    const who = await askedCustomer(service);
    const older = await one<{ wa_message_id: string }>(
      admin,
      `select wa_message_id from chat_messages where session_id = $1 and direction = 'inbound' order by seq limit 1`,
      who.sessionId,
    );
    const turn = await writes(service, who, "Yes", { replyTo: older.wa_message_id });
    expect((await readConfirmation(service, turn))?.answers).toMatchObject([{ text: "" }]);

    const quoting = await askedCustomer(service, question("pay ORD-2"));
    const asked = await one<{ wa_message_id: string }>(
      admin,
      `select a.wa_message_id from send_attempts a join chat_messages m on m.id = a.message_id
       where m.session_id = $1 order by m.seq desc limit 1`,
      quoting.sessionId,
    );
    const yes = await writes(service, quoting, "Yes", { replyTo: asked.wa_message_id });
    expect((await readConfirmation(service, yes))?.answers).toMatchObject([{ text: "Yes" }]);
  });

  it("moves no money once STOP came after it", async () => {
    const who = await askedCustomer(service);
    const turn = await writes(service, who, "Yes");
    await saysYes(service, turn);
    const consent = { change: "opt_out", words: "stop", language: "en" };
    await ingest(service, messageItem({ phone: who.phone, text: "STOP", consent }));
    expect((await decide(service, turn, `confirmed:${who.confirmationId}`)).kind).toBe("turn_over");
  });
});
