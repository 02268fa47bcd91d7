import type pg from "pg";
import { beforeAll, describe, expect, it } from "vitest";
import {
  askedCustomer,
  decide,
  question,
  readConfirmation,
  saysYes,
  sendAll,
  writes,
} from "./confirm-scenario";
import { claim, ingest, messageItem, one, reply, startConversation } from "./scenario";
import { call, openTestDatabase } from "./test-database";

const database = openTestDatabase();
let service: pg.Client;
let other: pg.Client;
let third: pg.Client;
let admin: pg.Client;
beforeAll(async () => {
  third = await database.as("service_role");
  service = await database.as("service_role");
  other = await database.as("service_role");
  admin = await database.superuser();
});
const stateOf = async (id: string) =>
  (await one<{ state: string }>(admin, "select state from tool_confirmations where id = $1", id))
    .state;

describe("money moves only after the customer's own yes", () => {
  it("asks first, acts after the yes, and only once whatever runs twice or at once", async () => {
    const who = await askedCustomer(service);
    const turn = await writes(service, who, "Yes");
    expect(await decide(service, turn, "key:too-early")).toMatchObject({ kind: "ask" });
    // That asked again, as a tool called by the model alone would: the old question is no longer open.
    expect(await stateOf(who.confirmationId)).toBe("superseded");

    const again = await askedCustomer(service);
    const yes = await writes(service, again, "Yes");
    expect(await saysYes(service, yes)).toBe(true);
    const race = await Promise.all([
      decide(service, yes, "key:one"),
      decide(other, yes, "key:two"),
      decide(third, yes, "key:three"),
    ]);
    expect(race.map(({ kind }) => kind).sort()).toEqual([
      "already_done",
      "already_done",
      "confirmed",
    ]);
    const winner = ["key:one", "key:two", "key:three"][
      race.findIndex(({ kind }) => kind === "confirmed")
    ];
    // The step of the winner again, its answer lost on the way: the same yes, the same key.
    expect(await decide(service, yes, winner ?? "")).toEqual({
      kind: "confirmed",
      id: again.confirmationId,
    });
    expect(await stateOf(again.confirmationId)).toBe("used");
  });

  it("needs a new yes when anything about it has changed", async () => {
    const who = await askedCustomer(service);
    const turn = await writes(service, who, "Yes");
    await saysYes(service, turn);
    const dearer = question("pay ORD-1 at another price");
    expect(await decide(service, turn, "key:dearer", dearer)).toMatchObject({
      kind: "ask",
      summary: dearer.summary,
    });
    expect(await decide(service, turn, "key:old-one")).toMatchObject({ kind: "ask" });
  });

  it("is no use to another customer, and a new conversation of the same one needs a new yes", async () => {
    const who = await askedCustomer(service);
    const turn = await writes(service, who, "Yes");
    const stranger = await startConversation(service);
    const theirs = await claim(service, stranger.sessionId);
    const read = await readConfirmation(service, turn);
    expect(await readConfirmation(service, theirs)).toBeNull();
    const [answer] = read?.answers ?? [];
    expect(
      await call(
        service,
        "answer_confirmation",
        who.confirmationId,
        theirs.turn_id,
        "yes",
        answer?.id,
      ),
    ).toBe(false);
    await saysYes(service, turn);
    expect(await decide(service, theirs, "key:theirs")).toMatchObject({ kind: "ask" });
    expect(await stateOf(who.confirmationId)).toBe("confirmed");
  });

  it("expires: a late yes says yes to nothing", async () => {
    const who = await askedCustomer(service);
    await admin.query(
      "update tool_confirmations set expires_at = now() - interval '1 minute' where id = $1",
      [who.confirmationId],
    );
    const turn = await writes(service, who, "Yes");
    expect((await readConfirmation(service, turn))?.answers).toEqual([]);
    expect(await saysYes(service, turn)).toBe(false);
    expect(await stateOf(who.confirmationId)).toBe("open");
  });

  it("counts a yes only if the exact words have left for the customer's phone", async () => {
    const { phone, sessionId } = await startConversation(service, { text: "Pay" });
    const turn = await claim(service, sessionId);
    await decide(service, turn, "key:unsaid");
    const committed = await reply(service, turn, ["Something else entirely."]);
    await sendAll(service, committed.message_ids);
    expect(await saysYes(service, await writes(service, { phone, sessionId }, "Yes"))).toBe(false);

    const queued = await startConversation(service, { text: "Pay" });
    const asking = await claim(service, queued.sessionId);
    await decide(service, asking, "key:queued");
    await reply(service, asking, [question().summary]);
    expect(await saysYes(service, await writes(service, queued, "Yes"))).toBe(false);
  });

  it("does not take a yes that was written before the question, or to something we said after it", async () => {
    const early = await askedCustomer(service);
    const before = new Date(Date.now() - 60_000);
    expect(await saysYes(service, await writes(service, early, "Yes", { at: before }))).toBe(false);

    const who = await askedCustomer(service);
    const between = await writes(service, who, "How long does it take?");
    const answered = await reply(service, between, ["A week. Shall I also insure it?"]);
    await sendAll(service, answered.message_ids);
    expect(await saysYes(service, await writes(service, who, "Yes"))).toBe(false);
  });

  it("finds the words of a question that was cut into several bubbles", async () => {
    const long = question("pay ORD-1", {
      summary: `Please confirm ${"one thing and ".repeat(20)}pay.`,
    });
    const { phone, sessionId } = await startConversation(service, { text: "Pay" });
    const turn = await claim(service, sessionId);
    await decide(service, turn, "key:long-ask", long);
    const middle = long.summary.indexOf(" ", 100);
    const parts = [long.summary.slice(0, middle), long.summary.slice(middle + 1)];
    await sendAll(service, (await reply(service, turn, parts)).message_ids);
    expect(await saysYes(service, await writes(service, { phone, sessionId }, "Yes"))).toBe(true);
  });

  it("does nothing in the name of a turn that is over or of a conversation that a person has taken", async () => {
    const who = await askedCustomer(service);
    expect(await decide(service, who.askingTurn, "key:finished")).toEqual({ kind: "turn_over" });
    const turn = await writes(service, who, "Yes");
    await saysYes(service, turn);
    await admin.query("select give_to_human($1, 'test')", [who.sessionId]);
    expect(await decide(service, turn, "key:taken")).toEqual({ kind: "turn_over" });
    expect(await stateOf(who.confirmationId)).toBe("confirmed");
  });
});

describe("P19: while a question is open, CANCEL answers it", () => {
  const cancel = {
    change: "opt_out",
    source: "keyword",
    words: "CANCEL",
    language: "en",
    answers_confirmation: true,
  };
  const stop = { ...cancel, words: "STOP", answers_confirmation: false };
  const consentOf = async (sessionId: string) =>
    (
      await one<{ consent_status: string }>(
        admin,
        "select c.consent_status from customers c join chat_sessions s on s.customer_id = c.id where s.id = $1",
        sessionId,
      )
    ).consent_status;

  it("and is told so in the next turn; STOP opts out all the same", async () => {
    const who = await askedCustomer(service);
    const turn = await writes(service, who, "CANCEL", { consent: cancel });
    expect(await consentOf(who.sessionId)).toBe("pending");
    expect(await readConfirmation(service, turn)).toMatchObject({
      id: who.confirmationId,
      state: "declined",
    });
    expect(await decide(service, turn, "key:after-cancel")).toMatchObject({ kind: "ask" });

    const leaving = await askedCustomer(service);
    await ingest(service, messageItem({ phone: leaving.phone, text: "STOP", consent: stop }));
    expect(await consentOf(leaving.sessionId)).toBe("opted_out");
  });

  it("opts out when nothing is open, when the question has not been read, and when it has expired", async () => {
    const plain = await startConversation(service);
    await ingest(service, messageItem({ phone: plain.phone, text: "CANCEL", consent: cancel }));
    expect(await consentOf(plain.sessionId)).toBe("opted_out");

    const unread = await startConversation(service);
    const turn = await claim(service, unread.sessionId);
    await decide(service, turn, "key:unread");
    await ingest(service, messageItem({ phone: unread.phone, text: "CANCEL", consent: cancel }));
    expect(await consentOf(unread.sessionId)).toBe("opted_out");

    const late = await askedCustomer(service);
    await admin.query("update tool_confirmations set expires_at = now() where id = $1", [
      late.confirmationId,
    ]);
    await ingest(service, messageItem({ phone: late.phone, text: "CANCEL", consent: cancel }));
    expect(await consentOf(late.sessionId)).toBe("opted_out");
  });
});
