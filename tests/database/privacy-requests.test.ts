import { randomUUID } from "node:crypto";
import type pg from "pg";
import { beforeAll, describe, expect, it } from "vitest";
import {
  beginSend,
  claim,
  ingest,
  messageItem,
  one,
  recordSend,
  someWamid,
  startConversation,
} from "./scenario";
import { asStaff } from "./staff-actor";
import { call, openTestDatabase } from "./test-database";

const database = openTestDatabase();
let service: pg.Client;
let admin: pg.Client;
let privacy: pg.Client;
let privacyToo: pg.Client;
let support: pg.Client;
beforeAll(async () => {
  service = await database.as("service_role");
  admin = await database.superuser();
  privacy = await asStaff(database, "privacy");
  privacyToo = await asStaff(database, "privacy");
  support = await asStaff(database, "support");
});

const hashOf = (code: string) => code.padStart(64, "a");
type Request = { id: string; state: string; due_at: string; paused_at: string | null };
const row = (id: string) =>
  one<{
    state: string;
    due_at: Date;
    paused_days: number;
    identity_verified_at: Date | null;
    merged_into: string | null;
  }>(admin, "select * from privacy_requests where id = $1", id);
const events = async (id: string) =>
  (
    await admin.query<{ event: string }>(
      "select event from privacy_request_events where request_id = $1 order by at, event",
      [id],
    )
  ).rows.map(({ event }) => event);

async function customer(options: Parameters<typeof startConversation>[1] = {}) {
  const { phone, sessionId } = await startConversation(service, options);
  const { customer_id: customerId } = await one<{ customer_id: string }>(
    admin,
    "select customer_id from chat_sessions where id = $1",
    sessionId,
  );
  return { phone, sessionId, customerId };
}
type Person = Awaited<ReturnType<typeof customer>>;

async function opened(kind = "erasure", person?: Person) {
  const who = person ?? (await customer());
  const { id } = await call<{ id: string }>(
    privacy,
    "open_privacy_request_by_staff",
    ...[who.customerId, kind, "email", new Date().toISOString(), "Please", randomUUID()],
  );
  return { ...who, id };
}

async function sendCode(id: string, code = "123456") {
  const { message_id: messageId } = await call<{ message_id: string }>(
    privacy,
    "send_identity_code",
    ...[id, code, hashOf(code)],
  );
  return messageId;
}
const codeItem = (phone: string, code: string, more: object = {}) => {
  const item = messageItem({ phone, text: code });
  return { ...item, message: { ...item.message, identity_code: hashOf(code), ...more } };
};
const answer = (phone: string, code: string) => ingest(service, codeItem(phone, code));
const textOf = async (id: string) =>
  await one<{ text: string; rendered_text: string; state: string; purpose: string }>(
    admin,
    "select text, rendered_text, state, purpose from chat_messages where id = $1",
    id,
  );
const prove = (id: string) =>
  call(privacy, "record_identity_check", id, "document", "Passport seen at the desk");

describe("a code that goes to the customer and comes back", () => {
  it("proves the person in the intake transaction, wakes no turn, and is answered once", async () => {
    const { id, phone, sessionId } = await opened();
    await sendCode(id);
    // What the customer wrote before has been answered.
    await admin.query(
      "update chat_sessions set pending_turn_seq = null, turn_requested_at = null, turn_quiet_from = null where id = $1",
      [sessionId],
    );
    const result = await answer(phone, "123456");
    expect(result).toMatchObject({ stored: 1, turn_session_ids: [] });
    expect(result.send_message_ids).toHaveLength(1);
    expect((await textOf(result.send_message_ids[0] ?? "")).text).toMatch(/right code/);
    expect(await row(id)).toMatchObject({ state: "ready" });
    expect((await row(id)).identity_verified_at).not.toBeNull();
    const check = await one<{ state: string; code_hash: string | null }>(
      admin,
      "select state, code_hash from identity_checks where request_id = $1",
      id,
    );
    expect(check).toEqual({ state: "passed", code_hash: null });
    // The same digits again are an ordinary message.
    expect((await answer(phone, "123456")).turn_session_ids).toHaveLength(1);
  });

  it("lets five wrong answers through and then no right one", async () => {
    const { id, phone } = await opened();
    await sendCode(id);
    for (const wrong of ["000001", "000002", "000003", "000004"]) await answer(phone, wrong);
    const [last] = (await answer(phone, "000005")).send_message_ids;
    expect((await textOf(last ?? "")).text).toMatch(/no longer counts/);
    await answer(phone, "123456");
    expect(await row(id)).toMatchObject({ state: "identity_check", identity_verified_at: null });
  });

  it("counts for 15 minutes, from the same number, and not when written before it was sent", async () => {
    const late = await opened();
    await sendCode(late.id);
    await admin.query(
      "update identity_checks set expires_at = now() - interval '1 second' where request_id = $1",
      [late.id],
    );
    await answer(late.phone, "123456");
    expect((await row(late.id)).state).toBe("identity_check");

    const moved = await opened();
    await sendCode(moved.id);
    await admin.query(
      "update customer_identities set valid_to = clock_timestamp() where customer_id = $1 and kind = 'phone'",
      [moved.customerId],
    );
    await admin.query(
      "insert into customer_identities (customer_id, kind, value) values ($1, 'phone', $2)",
      [moved.customerId, moved.phone],
    );
    await answer(moved.phone, "123456");
    expect((await row(moved.id)).state).toBe("identity_check");

    const early = await opened();
    await sendCode(early.id);
    const item = codeItem(early.phone, "123456");
    await ingest(service, { ...item, occurred_at: new Date(Date.now() - 60_000).toISOString() });
    expect((await row(early.id)).state).toBe("identity_check");
  });

  it("of one customer is never an answer for another", async () => {
    const mine = await opened();
    const theirs = await opened();
    await sendCode(mine.id, "111111");
    await answer(theirs.phone, "111111");
    expect((await row(mine.id)).state).toBe("identity_check");
    expect((await row(theirs.id)).state).toBe("received");
  });

  it("reaches who has opted out, and their answer counts though a person owns the chat", async () => {
    const { id, phone, sessionId } = await opened();
    const consent = { change: "opt_out", source: "keyword", words: "STOP", language: "en" };
    await ingest(service, messageItem({ phone, text: "STOP", consent }));
    await admin.query("update chat_sessions set owner = 'human' where id = $1", [sessionId]);
    const messageId = await sendCode(id);
    await admin.query(
      "update chat_messages set state = 'delivered' where session_id = $1 and purpose = 'consent_confirmation'",
      [sessionId],
    );
    expect((await beginSend(service, messageId)).kind).toBe("send");
    await answer(phone, "123456");
    expect((await row(id)).state).toBe("ready");
  });

  it("is readable by nobody but the send, and gone once it has left", async () => {
    const { id } = await opened();
    const messageId = await sendCode(id);
    expect(await textOf(messageId)).toMatchObject({ purpose: "privacy", state: "queued" });
    expect((await textOf(messageId)).text).toContain("123456");
    expect((await textOf(messageId)).rendered_text).not.toContain("123456");
    const { attempt_id: attempt } = await beginSend(service, messageId);
    await recordSend(service, attempt, { kind: "accepted", wa_message_id: someWamid() });
    expect((await textOf(messageId)).state).toBe("sent");
    expect((await textOf(messageId)).text).not.toContain("123456");
    await expect(privacy.query("select code_hash from identity_checks")).rejects.toMatchObject({
      code: "42501",
    });
  });

  it("is replaced by a newer one, five a day at most, and refused where the gate is closed", async () => {
    const { id, phone, sessionId } = await opened();
    await sendCode(id, "111111");
    await sendCode(id, "222222");
    await answer(phone, "111111");
    expect((await row(id)).state).toBe("identity_check");
    for (let n = 0; n < 3; n += 1) await sendCode(id, `33333${n}`);
    await expect(sendCode(id, "444444")).rejects.toMatchObject({ message: "too_many_codes" });
    await admin.query(
      "update chat_sessions set wa_window_expires_at = now() - interval '1 second' where id = $1",
      [sessionId],
    );
    const other = await opened("access");
    await admin.query(
      "update chat_sessions set wa_window_expires_at = now() where customer_id = $1",
      [other.customerId],
    );
    await expect(sendCode(other.id)).rejects.toMatchObject({
      message: "not_allowed",
      detail: "no_template",
    });
    expect((await row(other.id)).state).toBe("received");
  });

  it("passes once when it arrives twice at the same moment", async () => {
    const { id, phone } = await opened();
    await sendCode(id);
    const second = await database.as("service_role");
    await Promise.all([
      ingest(service, codeItem(phone, "123456")),
      ingest(second, codeItem(phone, "123456")),
    ]);
    expect((await events(id)).filter((event) => event === "ready")).toHaveLength(1);
  });

  it("sent by two colleagues at once leaves one that counts", async () => {
    const { id } = await opened();
    await Promise.all([
      call(privacy, "send_identity_code", id, "111111", hashOf("111111")),
      call(privacyToo, "send_identity_code", id, "222222", hashOf("222222")),
    ]);
    const checks = await admin.query(
      "select state from identity_checks where request_id = $1 order by state",
      [id],
    );
    expect(checks.rows.map(({ state }) => state)).toEqual(["open", "replaced"]);
  });
});

describe("a request", () => {
  it("does nothing before identity is proved, and needs its work done to be completed", async () => {
    const { id, customerId } = await opened();
    for (const name of ["begin_privacy_request", "complete_privacy_request"]) {
      await expect(call(privacy, name, id)).rejects.toMatchObject({
        message: "identity_not_proved",
      });
    }
    // Not even by hand, past every function.
    await expect(
      admin.query("update privacy_requests set state = 'ready' where id = $1", [id]),
    ).rejects.toMatchObject({ code: "23514" });
    await prove(id);
    await expect(call(privacy, "complete_privacy_request", id, {})).rejects.toMatchObject({
      message: "not_done_yet",
      detail: "erasure",
    });
    await call(service, "begin_privacy_request", id);
    await expect(call(privacy, "withdraw_privacy_request", id)).rejects.toMatchObject({
      message: "erasure_running",
    });
    await admin.query("update customers set erased_at = now() where id = $1", [customerId]);
    const second = await database.as("service_role");
    await Promise.all([
      call(service, "complete_privacy_request", id, { messages: 3 }),
      call(second, "complete_privacy_request", id, { messages: 3 }),
    ]);
    expect((await events(id)).filter((event) => event === "completed")).toHaveLength(1);
  });

  it("asked for twice is one: merged, the earlier receipt counts, and the chat tool finds it", async () => {
    const first = await opened("access");
    const key = randomUUID();
    const earlier = new Date(Date.now() - 3 * 86_400_000).toISOString();
    const args = [first.customerId, "access", "email", earlier, null, key];
    const again = await call<{ id: string; merged: boolean }>(
      privacy,
      "open_privacy_request_by_staff",
      ...args,
    );
    expect(again).toEqual({ id: first.id, merged: true });
    await call(privacy, "open_privacy_request_by_staff", ...args);
    const turn = await claim(service, first.sessionId);
    const told = await call<{ id: string; again: boolean }>(
      service,
      "open_privacy_request",
      ...[turn.turn_id, "access"],
    );
    expect(told).toMatchObject({ id: first.id, again: true });
    await call(service, "open_privacy_request", turn.turn_id, "access");
    const all = await admin.query(
      "select state, merged_into from privacy_requests where customer_id = $1 order by state",
      [first.customerId],
    );
    expect(all.rows).toEqual([
      { state: "merged", merged_into: first.id },
      { state: "merged", merged_into: first.id },
      { state: "received", merged_into: null },
    ]);
    const due = await one<{ ok: boolean }>(
      admin,
      "select due_at = privacy_due_at($2, 0, false) ok from privacy_requests where id = $1",
      ...[first.id, earlier],
    );
    expect(due.ok).toBe(true);
  });

  it("stops its clock only while identity is in doubt, and gets the days back", async () => {
    const { id } = await opened();
    const before = (await row(id)).due_at.getTime();
    await call(privacy, "pause_privacy_request", id, "proof_asked");
    await admin.query(
      "update privacy_requests set paused_at = paused_at - interval '2 days' where id = $1",
      [id],
    );
    await prove(id);
    expect(await row(id)).toMatchObject({ state: "ready", paused_days: 2 });
    expect((await row(id)).due_at.getTime()).toBe(before + 2 * 86_400_000);
    await expect(call(privacy, "pause_privacy_request", id, "proof_asked")).rejects.toMatchObject({
      message: "identity_already_proved",
    });
  });

  it("is extended once, in time, and the customer is told", async () => {
    const { id } = await opened();
    const told = await call<{ message_id: string }>(
      privacy,
      ...(["extend_privacy_request", id, "complex", "whatsapp"] as const),
    );
    expect((await textOf(told.message_id)).text).toMatch(/more complex than usual/);
    await expect(
      call(privacy, "extend_privacy_request", id, "complex", "email"),
    ).rejects.toMatchObject({ message: "already_extended" });
    const late = await opened();
    await admin.query("update privacy_requests set due_at = now() where id = $1", [late.id]);
    await expect(
      call(privacy, "extend_privacy_request", late.id, "complex", "email"),
    ).rejects.toMatchObject({ message: "too_late_to_extend" });
  });

  it("of objection and rectification changes what was asked, and says so without the values", async () => {
    const objection = await opened("objection");
    await expect(call(privacy, "apply_objection", objection.id, "marketing")).rejects.toMatchObject(
      { message: "identity_not_proved" },
    );
    await prove(objection.id);
    await call(privacy, "apply_objection", objection.id, "everything");
    await call(privacy, "complete_privacy_request", objection.id, {});
    expect(
      await one(
        admin,
        "select consent_status, marketing_status from customers where id = $1",
        objection.customerId,
      ),
    ).toEqual({ consent_status: "opted_out", marketing_status: "stopped" });

    const change = await opened("rectification");
    const other = await customer();
    await prove(change.id);
    await expect(
      call(privacy, "rectify_customer", change.id, { phone: other.phone }),
    ).rejects.toMatchObject({ message: "identity_taken", detail: "phone" });
    await call(privacy, "rectify_customer", change.id, { display_name: "Ruth Planted" });
    await expect(
      call(privacy, "rectify_customer", change.id, { display_name: "Ruth Planted" }),
    ).rejects.toMatchObject({ message: "nothing_changed" });
    const trace = await admin.query(
      "select 1 from audit_log a where a.details::text like '%Planted%' union all select 1 from privacy_request_events e where e.detail::text like '%Planted%'",
    );
    expect(trace.rows).toEqual([]);
    await call(privacy, "complete_privacy_request", change.id, {});
    expect((await row(change.id)).state).toBe("completed");
  });

  it("is marked once when due soon and once when overdue, never while paused", async () => {
    const soon = await opened();
    const over = await opened();
    const paused = await opened();
    await admin.query(
      "update privacy_requests set due_at = now() + interval '6 days' where id = $1",
      [soon.id],
    );
    await admin.query(
      "update privacy_requests set due_at = now() - interval '1 second' where id = $1",
      [over.id],
    );
    await call(privacy, "pause_privacy_request", paused.id, "proof_asked");
    await admin.query(
      "update privacy_requests set due_at = now() - interval '1 day' where id = $1",
      [paused.id],
    );
    const marked = await call<{ due_soon_ids: string[]; overdue_ids: string[] }>(
      service,
      "mark_privacy_deadlines",
    );
    expect(marked.due_soon_ids).toContain(soon.id);
    expect(marked.overdue_ids).toContain(over.id);
    expect([...marked.overdue_ids, ...marked.due_soon_ids]).not.toContain(paused.id);
    expect(await call(service, "mark_privacy_deadlines")).toMatchObject({
      due_soon_ids: [],
      overdue_ids: [],
    });
    const listed = await call<{ rows: Request[]; counts: Record<string, number> }>(
      privacy,
      "list_privacy_requests",
      ...[{ show: "overdue" }, null, 50],
    );
    expect(listed.rows.map(({ id }) => id)).toContain(over.id);
    expect(listed.rows.map(({ id }) => id)).not.toContain(paused.id);
  });

  it("pages by key, first what is due first, and finds by number, name and phone", async () => {
    const mine = await opened("access");
    const ids: string[] = [];
    let next: object | null = null;
    do {
      const page: { rows: Request[]; next: object | null } = await call(
        privacy,
        "list_privacy_requests",
        ...[{ show: "open" }, next, 2],
      );
      ids.push(...page.rows.map(({ id }) => id));
      next = page.next;
    } while (next);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toContain(mine.id);
    const read = await call<{ reference: string; history: object[] }>(
      privacy,
      "read_privacy_request",
      mine.id,
    );
    for (const search of [read.reference, mine.phone.slice(-8)]) {
      const found = await call<{ rows: Request[] }>(
        privacy,
        "list_privacy_requests",
        ...[{ show: "all", search, calling_code: "256" }, null, 10],
      );
      expect(found.rows.map(({ id }) => id)).toEqual([mine.id]);
    }
    expect(await call(privacy, "find_customers_for_request", mine.phone, "256")).toMatchObject([
      { id: mine.customerId, open_kinds: ["access"] },
    ]);
  });

  it("is the privacy team's alone, whole bulk acts included", async () => {
    const { id } = await opened();
    for (const [name, ...args] of [
      ["read_privacy_request", id],
      ["list_privacy_requests", {}, null, 10],
      ["send_identity_code", id, "123456", hashOf("123456")],
      ["record_identity_check", id, "document", "Seen at the desk"],
      ["refuse_privacy_request", id, "unfounded"],
      ["start_privacy_export", id],
    ] as const) {
      await expect(call(support, name, ...args)).rejects.toMatchObject({ code: "42501" });
    }
    await expect(
      call(privacy, "assign_privacy_requests", [id, randomUUID()], null),
    ).rejects.toMatchObject({ code: "PT404" });
    expect((await support.query("select 1 from privacy_request_events")).rows).toEqual([]);
  });
});
