import type pg from "pg";
import { beforeAll, describe, expect, it } from "vitest";
import {
  answerCode,
  closeWindow,
  hashOfCode,
  historyOf,
  newPerson,
  privacySettings,
  writtenDown,
} from "./privacy-scenario";
import { claim, one, reply } from "./scenario";
import { asStaff } from "./staff-actor";
import { call, openTestDatabase } from "./test-database";

const database = openTestDatabase();
let service: pg.Client;
let admin: pg.Client;
let privacy: pg.Client;
beforeAll(async () => {
  service = await database.as("service_role");
  admin = await database.superuser();
  privacy = await asStaff(database, "privacy");
});

type Opened = { id: string; again: boolean; proof: string };
type Sent = { kind: string; message_id?: string; reason?: string };
const noTemplates = { templates: {} };

/** "Delete my data", said to the agent: the tool runs inside a turn that is still being written. */
async function askedInChat(kind = "erasure", settings: object = noTemplates) {
  const person = await newPerson(service, admin);
  const turn = await claim(service, person.sessionId);
  const opened = await call<Opened>(
    service,
    "open_privacy_request",
    ...[turn.turn_id, kind, settings],
  );
  return { ...person, turn, ...opened };
}
const sendOpening = (client: pg.Client, id: string, code = "123456", settings = noTemplates) =>
  call<Sent>(client, "send_opening_code", id, code, hashOfCode(code), settings);
const checksOf = async (id: string) =>
  (
    await admin.query<{ state: string }>(
      "select state from identity_checks where request_id = $1 order by created_at",
      [id],
    )
  ).rows.map(({ state }) => state);
const stateOf = (id: string) =>
  one<{ state: string; verified: boolean }>(
    admin,
    "select state, identity_verified_at is not null verified from privacy_requests where id = $1",
    id,
  );

describe("a request from the chat", () => {
  it("gets its code by itself, after the reply that announces it, once however often the job runs", async () => {
    const { id, proof, turn, sessionId, phone } = await askedInChat();
    expect(proof).toBe("code_follows");
    // The reply is still being written: the code must not arrive before the words about it.
    expect((await sendOpening(service, id)).kind).toBe("wait");
    const committed = await reply(service, turn);
    const other = await database.as("service_role");
    const both = await Promise.all([sendOpening(service, id), sendOpening(other, id, "654321")]);
    expect(both.map(({ kind }) => kind).sort()).toEqual(["over", "sent"]);
    const winner = both[0]?.kind === "sent" ? "123456" : "654321";
    const order = await admin.query<{ id: string }>(
      "select id from chat_messages where session_id = $1 and direction = 'outbound' order by seq",
      [sessionId],
    );
    expect(order.rows.map((row) => row.id)).toEqual([
      ...committed.message_ids,
      both.find(({ kind }) => kind === "sent")?.message_id,
    ]);
    expect((await sendOpening(service, id)).kind).toBe("over");
    await answerCode(service, phone, winner);
    expect(await stateOf(id)).toEqual({ state: "ready", verified: true });
    expect((await historyOf(admin, id)).filter(({ event }) => event === "code_sent")).toHaveLength(
      1,
    );
  });

  it("is found again when the job was lost, and asked about twice says what is true", async () => {
    const { id, turn } = await askedInChat("access");
    await admin.query(
      "update privacy_requests set code_wanted_at = now() - interval '1 minute' where id = $1",
      [id],
    );
    expect(await call<string[]>(service, "find_opening_codes")).toContain(id);
    await admin.query("update agent_turns set lease_until = now() where id = $1", [turn.turn_id]);
    expect((await sendOpening(service, id)).kind).toBe("sent");
    expect(await call<string[]>(service, "find_opening_codes")).not.toContain(id);
    const ask = () => call<Opened>(service, "open_privacy_request", turn.turn_id, "access", {});
    expect((await ask()).proof).toBe("code_sent");
    await admin.query("update identity_checks set expires_at = now() where request_id = $1", [id]);
    expect((await ask()).proof).toBe("by_team");
    await call(privacy, "record_identity_check", id, "document", "Passport seen at the desk");
    expect((await ask()).proof).toBe("proved");
  });

  it("waits while the code of another request of theirs is out, so that none ends the other", async () => {
    const first = await askedInChat("erasure");
    const second = await call<Opened>(
      service,
      "open_privacy_request",
      ...[first.turn.turn_id, "access", noTemplates],
    );
    await reply(service, first.turn);
    expect((await sendOpening(service, first.id)).kind).toBe("sent");
    expect((await sendOpening(service, second.id, "222222")).kind).toBe("later");
    await admin.query(
      "update privacy_requests set code_wanted_at = now() - interval '1 minute' where id = $1",
      [second.id],
    );
    expect(await call<string[]>(service, "find_opening_codes")).not.toContain(second.id);
    await answerCode(service, first.phone, "123456");
    expect(await call<string[]>(service, "find_opening_codes")).toContain(second.id);
    expect((await sendOpening(service, second.id, "222222")).kind).toBe("sent");
    expect(await checksOf(first.id)).toEqual(["passed"]);
  });

  it("promises no code where none can leave, and says why in its history", async () => {
    const limited = await newPerson(service, admin);
    const written = await writtenDown(privacy, limited, "objection");
    for (let n = 0; n < 5; n += 1) {
      await call(
        privacy,
        "send_identity_code",
        written.id,
        `11111${n}`,
        hashOfCode(`11111${n}`),
        {},
      );
    }
    const turn = await claim(service, limited.sessionId);
    const opened = await call<Opened>(
      service,
      "open_privacy_request",
      ...[turn.turn_id, "access", noTemplates],
    );
    expect(opened.proof).toBe("by_team");
    expect((await historyOf(admin, opened.id)).at(-1)).toMatchObject({
      event: "code_not_sent",
      detail: { reason: "too_many_codes" },
    });
    // The window ends between the promise and the sending: the history says what became of it.
    const late = await askedInChat();
    await reply(service, late.turn);
    await closeWindow(admin, late);
    expect(await sendOpening(service, late.id)).toEqual({
      kind: "refused",
      reason: "no_template",
    });
    expect((await sendOpening(service, late.id)).kind).toBe("over");
    expect((await historyOf(admin, late.id)).at(-1)?.detail.reason).toBe("no_template");
    // Closed by a person meanwhile: nothing is sent.
    const refused = await askedInChat();
    await call(privacy, "refuse_privacy_request", refused.id, "unfounded", privacySettings);
    expect((await sendOpening(service, refused.id)).kind).toBe("over");
  });
});

describe("six digits of a customer", () => {
  const expiring = async (expires: Date) => {
    const person = await newPerson(service, admin);
    const request = await writtenDown(privacy, person, "erasure");
    await call(privacy, "send_identity_code", request.id, "123456", hashOfCode("123456"), {});
    // The turn of their first message is over, so that a new one shows.
    await admin.query(
      "update chat_sessions set pending_turn_seq = null, turn_requested_at = null, turn_quiet_from = null where id = $1",
      [person.sessionId],
    );
    await admin.query(
      "update identity_checks set created_at = $2::timestamptz - interval '15 minutes', expires_at = $2 where request_id = $1",
      [request.id, expires],
    );
    return request;
  };
  const second = () => Math.floor(Date.now() / 1_000) * 1_000;

  it("are a message like any other once the code is over, and count in the second in which it ends", async () => {
    const now = second();
    // WhatsApp says 12:00:05 for what was written at 12:00:05.9, half a second after the end.
    const same = await expiring(new Date(now - 10_000 + 500));
    const counted = await answerCode(service, same.phone, "123456", new Date(now - 10_000));
    expect(counted.turn_session_ids).toEqual([]);
    expect(await stateOf(same.id)).toEqual({ state: "ready", verified: true });

    const after = await expiring(new Date(now - 10_000 + 500));
    const ordinary = await answerCode(service, after.phone, "123456", new Date(now - 9_000));
    expect(ordinary.turn_session_ids).toEqual([after.sessionId]);
    expect(ordinary.send_message_ids).toEqual([]);
    expect(await stateOf(after.id)).toEqual({ state: "identity_check", verified: false });
    const stored = await one<{ starts_turn: boolean; embedding_status: string }>(
      admin,
      "select starts_turn, embedding_status from chat_messages where session_id = $1 and text = '123456'",
      after.sessionId,
    );
    expect(stored).toEqual({ starts_turn: true, embedding_status: "pending" });
  });

  it("are answered as a message when the code was used up, or its request ended", async () => {
    const used = await expiring(new Date(Date.now() + 60_000));
    for (const wrong of ["000001", "000002", "000003", "000004", "000005"]) {
      expect((await answerCode(service, used.phone, wrong)).turn_session_ids).toEqual([]);
    }
    expect((await answerCode(service, used.phone, "123456")).turn_session_ids).toEqual([
      used.sessionId,
    ]);
    const ended = await expiring(new Date(Date.now() + 60_000));
    await call(privacy, "withdraw_privacy_request", ended.id);
    expect((await answerCode(service, ended.phone, "123456")).turn_session_ids).toEqual([
      ended.sessionId,
    ]);
  });

  it("are never swallowed when the cron ends the code in the same moment", async () => {
    const cron = await database.as("service_role");
    for (let round = 0; round < 10; round += 1) {
      const written = new Date(second() - 3 * 3_600_000);
      const request = await expiring(new Date(written.getTime() + 500));
      const [answered] = await Promise.all([
        answerCode(service, request.phone, "123456", written),
        call(cron, "mark_privacy_deadlines"),
      ]);
      const { verified } = await stateOf(request.id);
      // Either it proved the person, or it waits for an answer like every message.
      expect(answered.turn_session_ids.length === 0).toBe(verified);
    }
  });
});
