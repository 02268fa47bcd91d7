import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import {
  beginSend,
  type Claimed,
  claim,
  ingest,
  messageItem,
  one,
  queuedReply,
  reply,
  startConversation,
  turnSettings,
} from "./scenario";
import { call, openTestDatabase } from "./test-database";

const database = openTestDatabase();

const sessionRow = async (sessionId: string) =>
  one(await database.superuser(), "select * from chat_sessions where id = $1", sessionId);

const takeOver = async (sessionId: string) => {
  const staff = await database.superuser();
  await staff.query("begin");
  await staff.query("select 1 from chat_sessions where id = $1 for update", [sessionId]);
  await staff.query("select give_to_human($1, 'staff_took_over')", [sessionId]);
  await staff.query("commit");
};

describe("P8: turns of one session never overlap", () => {
  it("of 20 claims at once exactly one wins", async () => {
    const client = await database.as("service_role");
    const { sessionId } = await startConversation(client);
    const clients = await Promise.all(
      Array.from({ length: 20 }, () => database.as("service_role")),
    );
    const claims = await Promise.all(clients.map((each) => claim(each, sessionId)));
    expect(claims.filter((each) => each.kind === "claimed")).toHaveLength(1);
    expect(
      claims.filter((each) => each.kind === "wait" && each.reason === "turn_running"),
    ).toHaveLength(19);
  });

  it("different sessions are claimed in parallel", async () => {
    const client = await database.as("service_role");
    const [a, b] = [await startConversation(client), await startConversation(client)];
    const holder = await database.superuser();
    await holder.query("begin");
    await holder.query("select 1 from chat_sessions where id = $1 for update", [a.sessionId]);
    expect(await claim(client, b.sessionId)).toMatchObject({ kind: "claimed" });
    await holder.query("rollback");
  });

  it("a claim whose owner died is taken over after its lease, and the revived owner commits nothing", async () => {
    const client = await database.as("service_role");
    const { sessionId } = await startConversation(client);
    const dead = await claim(client, sessionId, { ...turnSettings, lease_ms: 1 });
    await sleep(20);
    const heir = await claim(client, sessionId);
    expect(heir).toMatchObject({ kind: "claimed", fence: dead.fence + 1 });
    expect(await call(client, "begin_generation", dead.turn_id, dead.fence, 1000)).toBe(false);
    expect(await call(client, "save_draft", dead.turn_id, dead.fence, ["late"], {})).toBe(false);
    expect(await call(client, "commit_turn", dead.turn_id, dead.fence, turnSettings)).toMatchObject(
      { kind: "failed" },
    );
    expect(await reply(client, heir)).toMatchObject({ kind: "committed" });
    const reader = await database.superuser();
    expect(
      await one(
        reader,
        "select count(*) n from chat_messages where session_id = $1 and direction = 'outbound'",
        sessionId,
      ),
    ).toEqual({ n: 1 });
  });

  it("a commit under an older fence writes nothing, whatever the turn's state", async () => {
    const client = await database.as("service_role");
    const { sessionId } = await startConversation(client);
    const turn = await claim(client, sessionId);
    await call(client, "save_draft", turn.turn_id, turn.fence, ["Reply"], {});
    const committed = await call(client, "commit_turn", turn.turn_id, turn.fence - 1, turnSettings);
    expect(committed).toMatchObject({ kind: "superseded" });
    const reader = await database.superuser();
    expect(
      await one(reader, "select count(*) n from chat_messages where turn_id = $1", turn.turn_id),
    ).toEqual({ n: 0 });
  });

  it("a commit that runs twice, even at once, writes one reply", async () => {
    const client = await database.as("service_role");
    const other = await database.as("service_role");
    const { sessionId } = await startConversation(client);
    const turn = await claim(client, sessionId);
    await call(client, "save_draft", turn.turn_id, turn.fence, ["One", "Two"], {});
    const both = await Promise.all(
      [client, other].map((each) =>
        call(each, "commit_turn", turn.turn_id, turn.fence, turnSettings),
      ),
    );
    expect(both[0]?.message_ids).toEqual(both[1]?.message_ids);
    const reader = await database.superuser();
    expect(
      await one(reader, "select count(*) n from chat_messages where turn_id = $1", turn.turn_id),
    ).toEqual({ n: 2 });
  });

  it("three claims that died without a reply hand the session to a person", async () => {
    const client = await database.as("service_role");
    const { sessionId } = await startConversation(client);
    const kinds: string[] = [];
    for (let n = 0; n < 4; n += 1) {
      kinds.push((await claim(client, sessionId, { ...turnSettings, lease_ms: 1 })).kind);
      await sleep(10);
    }
    expect(kinds).toEqual(["claimed", "claimed", "claimed", "handed_off"]);
    expect(await sessionRow(sessionId)).toMatchObject({
      owner: "human",
      owner_reason: "turns_failed",
    });
  });
});

describe("P7: one reply per burst", () => {
  it("a claim waits until the customer has been quiet, at most 20 s after the first message", async () => {
    const client = await database.as("service_role");
    const { phone, sessionId } = await startConversation(client);
    const quiet = { ...turnSettings, quiet_window_ms: 60_000, max_wait_ms: 60_000 };
    expect(await claim(client, sessionId, quiet)).toMatchObject({
      kind: "wait",
      reason: "quiet_window",
    });
    await sleep(450);
    await ingest(client, messageItem({ phone, text: "and another" }));
    expect((await claim(client, sessionId, quiet)).kind).toBe("wait");
    // The longest wait counts from the first message, however new the last one is.
    const over = { ...quiet, max_wait_ms: 400 };
    expect((await claim(client, sessionId, over)).kind).toBe("claimed");
  });

  it("a message while the model thinks restarts the turn and the one reply covers both", async () => {
    const client = await database.as("service_role");
    const { phone, sessionId } = await startConversation(client, { text: "first" });
    const turn = await claim(client, sessionId);
    const late = await ingest(client, messageItem({ phone, text: "second" }));
    expect(late.turn_session_ids).toEqual([]);
    expect(await reply(client, turn)).toMatchObject({ kind: "restart" });
    const context = await call<{ messages: { rendered_text: string }[] }>(
      client,
      "turn_context",
      turn.turn_id,
      12,
    );
    expect(context.messages.map((each) => each.rendered_text)).toEqual(["first", "second"]);
    expect(await reply(client, turn)).toMatchObject({ kind: "committed", more_waiting: false });
    expect(await sessionRow(sessionId)).toMatchObject({ pending_turn_seq: null });
  });

  it("after two restarts the reply leaves and the rest is the next turn", async () => {
    const client = await database.as("service_role");
    const { phone, sessionId } = await startConversation(client);
    const turn = await claim(client, sessionId);
    const kinds: string[] = [];
    let last: Awaited<ReturnType<typeof reply>> | undefined;
    for (let n = 0; n < 3; n += 1) {
      await ingest(client, messageItem({ phone }));
      last = await reply(client, turn);
      kinds.push(last.kind);
    }
    expect(kinds).toEqual(["restart", "restart", "committed"]);
    expect(last?.more_waiting).toBe(true);
    expect(await claim(client, sessionId)).toMatchObject({ kind: "claimed" });
  });

  it("20 s after the first message the reply leaves without another restart", async () => {
    const client = await database.as("service_role");
    const { phone, sessionId } = await startConversation(client);
    const turn = await claim(client, sessionId);
    await ingest(client, messageItem({ phone }));
    await call(client, "save_draft", turn.turn_id, turn.fence, ["Reply"], {});
    const committed = await call(client, "commit_turn", turn.turn_id, turn.fence, {
      ...turnSettings,
      max_wait_ms: 0,
    });
    expect(committed).toMatchObject({ kind: "committed", more_waiting: true });
  });

  it("the window never leaves out an unanswered message, however many there are", async () => {
    const client = await database.as("service_role");
    const { phone, sessionId } = await startConversation(client, { text: "m0" });
    await ingest(
      client,
      ...Array.from({ length: 9 }, (_, n) => messageItem({ phone, text: `m${n + 1}` })),
    );
    const turn = await claim(client, sessionId);
    const context = await call<{ messages: { rendered_text: string }[] }>(
      client,
      "turn_context",
      turn.turn_id,
      3,
    );
    expect(context.messages.map((each) => each.rendered_text)).toEqual(
      Array.from({ length: 10 }, (_, n) => `m${n}`),
    );
  });
});

describe("P9: a human owns the session", () => {
  it("a take-over before the claim leaves nothing to answer", async () => {
    const client = await database.as("service_role");
    const { sessionId } = await startConversation(client);
    await takeOver(sessionId);
    expect(await claim(client, sessionId)).toMatchObject({ kind: "nothing" });
  });

  it("a take-over during generation keeps the draft as suppressed", async () => {
    const client = await database.as("service_role");
    const { sessionId } = await startConversation(client);
    const turn = await claim(client, sessionId);
    await takeOver(sessionId);
    expect(await reply(client, turn, ["Draft"])).toMatchObject({
      kind: "suppressed",
      reason: "human_owns_session",
    });
    const reader = await database.superuser();
    expect(
      await one(
        reader,
        "select text, state, state_reason from chat_messages where turn_id = $1",
        turn.turn_id,
      ),
    ).toEqual({ text: "Draft", state: "suppressed", state_reason: "human_owns_session" });
  });

  it("a take-over after the commit still stops what is queued", async () => {
    const client = await database.as("service_role");
    const { sessionId, messageId, turn } = await queuedReply(client);
    await takeOver(sessionId);
    expect(await beginSend(client, messageId)).toEqual({ kind: "done", state: "suppressed" });
    const reader = await database.superuser();
    expect(
      await one(
        reader,
        "select outcome, outcome_reason from agent_turns where id = $1",
        turn.turn_id,
      ),
    ).toEqual({
      outcome: "suppressed",
      outcome_reason: "human_owns_session",
    });
  });

  it("take-over and queued → sending exclude each other: it left, or it never will", async () => {
    const client = await database.as("service_role");
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, async () => {
        const { sessionId, messageId } = await queuedReply(await database.as("service_role"));
        const sender = await database.as("service_role");
        const [begun] = await Promise.all([beginSend(sender, messageId), takeOver(sessionId)]);
        const state = await one(client, "select state from chat_messages where id = $1", messageId);
        return `${begun.kind}:${state.state}`;
      }),
    );
    expect(
      outcomes.filter((each) => each !== "send:sending" && each !== "done:suppressed"),
    ).toEqual([]);
  });

  it("handing back makes the bot owe an answer to what a person left unanswered", async () => {
    const client = await database.as("service_role");
    const { phone, sessionId } = await startConversation(client);
    await takeOver(sessionId);
    await ingest(client, messageItem({ phone, text: "still there?" }));
    const staff = await database.superuser();
    await staff.query("select give_to_bot($1)", [sessionId]);
    const turn: Claimed = await claim(client, sessionId);
    expect(turn.kind).toBe("claimed");
  });
});

describe("P12: reply caps", () => {
  it("a session that reached its replies of the hour goes to a person", async () => {
    const client = await database.as("service_role");
    const { sessionId } = await startConversation(client);
    expect(
      await claim(client, sessionId, { ...turnSettings, max_replies_per_hour: 0 }),
    ).toMatchObject({
      kind: "handed_off",
      reason: "reply_cap",
    });
  });
});

describe("P6: a contact without a number", () => {
  it("is stored and goes to a person, since the provider cannot answer it", async () => {
    const client = await database.as("service_role");
    const waUserId = "UG.48151623420815162342";
    const stored = await ingest(client, messageItem({ phone: null, waUserId }));
    const [sessionId] = stored.turn_session_ids;
    expect(await claim(client, sessionId ?? "")).toMatchObject({
      kind: "handed_off",
      reason: "no_phone_number",
    });
  });
});
