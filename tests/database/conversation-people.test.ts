import { randomUUID } from "node:crypto";
import type pg from "pg";
import { beforeAll, describe, expect, it } from "vitest";
import { ingest, messageItem, one, startConversation } from "./scenario";
import { asStaff } from "./staff-actor";
import { call, openTestDatabase } from "./test-database";

const database = openTestDatabase();
const as: Record<string, pg.Client> = {};
let service: pg.Client;
let root: pg.Client;

beforeAll(async () => {
  service = await database.as("service_role");
  root = await database.superuser();
  as.support = await asStaff(database, "support");
  as.privacy = await asStaff(database, "privacy");
  as.admin = await asStaff(database, "admin");
  as.gone = await asStaff(database, "admin", false);
  as.stranger = await database.as("authenticated", randomUUID());
});

const acting = (name: string) => {
  const client = as[name];
  if (!client) throw new Error(`Nobody called ${name}`);
  return client;
};
type Presence = { presence: { name: string; activity: string }[] };
const poll = (who: string, id: string, activity: string) =>
  call<Presence>(acting(who), "poll_session", id, new Date().toISOString(), activity);

describe("presence", () => {
  it("shows colleagues who view or write, not oneself, and forgets them when they leave", async () => {
    const { sessionId } = await startConversation(service);
    expect((await poll("support", sessionId, "writing")).presence).toEqual([]);
    expect((await poll("admin", sessionId, "viewing")).presence).toMatchObject([
      { name: "A support", activity: "writing" },
    ]);
    await poll("support", sessionId, "viewing");
    expect((await poll("admin", sessionId, "hidden")).presence).toMatchObject([
      { activity: "viewing" },
    ]);
    await poll("support", sessionId, "left");
    expect((await poll("admin", sessionId, "viewing")).presence).toEqual([]);
    await expect(poll("admin", sessionId, "dancing")).rejects.toMatchObject({ code: "22023" });
  });

  it("ends 20 seconds after the last sign, without a job, and old rows are swept by who comes next", async () => {
    const { sessionId } = await startConversation(service);
    await poll("support", sessionId, "writing");
    const age = (by: string) =>
      root.query(
        "update public.session_presence set seen_at = now() - $2::interval where session_id = $1",
        [sessionId, by],
      );
    // A machine that stands still for the second that is left tries again from the same age.
    const nearlyOver = async () => {
      await age("19 seconds");
      return (await poll("admin", sessionId, "hidden")).presence;
    };
    await expect.poll(nearlyOver, { timeout: 30_000 }).toHaveLength(1);
    await age("21 seconds");
    expect((await poll("admin", sessionId, "hidden")).presence).toEqual([]);
    await age("11 minutes");
    await poll("admin", (await startConversation(service)).sessionId, "viewing");
    const { n } = await one<{ n: number }>(
      root,
      "select count(*)::int as n from public.session_presence where session_id = $1",
      sessionId,
    );
    expect(n).toBe(0);
  });
});

describe("canned replies", () => {
  const save = (id: string, shortcut: string, body = "Hello {{customer_name}}") =>
    call<{ shortcut: string }>(
      acting("support"),
      "save_canned_reply",
      id,
      "Greeting",
      shortcut,
      body,
    );

  it("have one shortcut each; a deleted one frees it and can be restored while it is free", async () => {
    const [first, second] = [randomUUID(), randomUUID()];
    await save(first, "hello");
    await expect(save(second, "hello")).rejects.toMatchObject({
      code: "PT409",
      message: "shortcut_taken",
    });
    expect(await call(acting("support"), "delete_canned_reply", first)).toBe(true);
    await save(second, "hello");
    await expect(call(acting("support"), "restore_canned_reply", first)).rejects.toMatchObject({
      message: "shortcut_taken",
    });
    await call(acting("support"), "delete_canned_reply", second);
    expect(await call(acting("support"), "restore_canned_reply", first)).toBe(true);
    const { n } = await one<{ n: number }>(
      root,
      "select count(distinct action)::int as n from public.audit_log where subject_id in ($1, $2)",
      first,
      second,
    );
    expect(n).toBe(3);
  });

  it.each([
    ["Bad Shortcut", "x"],
    ["ok", "Hi {{card_number}}"],
    ["ok", "   "],
  ])("refuses %j with %j", async (shortcut, body) => {
    await expect(save(randomUUID(), shortcut, body)).rejects.toMatchObject({ code: "22023" });
  });
});

describe("who the customer is", () => {
  type Panel = {
    identities: { id: string; kind: string; masked: string; valid_to: string | null }[];
    flags: { reason: string; other_session_id: string | null }[];
    consent_events: { words: string; to: string }[];
    sessions: { id: string }[];
  };
  const customerOf = async (sessionId: string) =>
    (
      await one<{ id: string }>(
        root,
        "select customer_id as id from public.chat_sessions where id = $1",
        sessionId,
      )
    ).id;
  const panel = (who: string, id: string) => call<Panel>(acting(who), "customer_panel", id);

  it("shows masked identities now and before, consent with its words, conversations and flags", async () => {
    const { phone, sessionId } = await startConversation(service, {
      waUserId: "UG.480000000000007",
    });
    const consent = { change: "opt_out", words: "STOP", language: "en", source: "keyword" };
    await ingest(service, messageItem({ phone, text: "STOP", consent, startsTurn: false }));
    const id = await customerOf(sessionId);
    // The number comes with another scoped id: perhaps another person.
    const [other] = (await ingest(service, messageItem({ phone, waUserId: "UG.490000000000009" })))
      .turn_session_ids;
    const shown = await panel("support", id);
    expect(shown.sessions).toMatchObject([{ id: sessionId }]);
    expect(shown.consent_events).toMatchObject([{ words: "STOP", to: "opted_out" }]);
    expect(shown.flags).toMatchObject([
      { reason: "changed_without_notice", other_session_id: other },
    ]);
    expect(shown.identities).toMatchObject([
      { kind: "wa_user_id", masked: "UG.48•••07", valid_to: null },
      { kind: "phone", masked: expect.stringMatching(/^\+256.*•••\d{3}$/) },
    ]);
    expect(JSON.stringify(shown)).not.toContain(phone);
    expect(shown.identities[1]?.valid_to).not.toBeNull();
  });

  it("P21: the full number comes through one function only, to privacy and admin, with an audit row each time", async () => {
    const { phone, sessionId } = await startConversation(service);
    const id = await customerOf(sessionId);
    const identity = (await panel("support", id)).identities[0]?.id ?? "";
    for (const who of ["support", "gone", "stranger"]) {
      await expect(call(acting(who), "reveal_identity", identity), who).rejects.toMatchObject({
        code: "42501",
      });
    }
    for (const who of ["privacy", "admin"]) {
      expect(await call(acting(who), "reveal_identity", identity)).toEqual({ value: phone });
    }
    const audit = await root.query(
      "select details::text from public.audit_log where action = 'identity_revealed' and subject_id = $1",
      [id],
    );
    expect(audit.rows).toHaveLength(2);
    expect(JSON.stringify(audit.rows)).not.toContain(phone);
    for (const column of [
      "customer_identities.value",
      "chat_messages.wa_message_id",
      "send_attempts.wa_message_id",
    ]) {
      const [table, name] = column.split(".");
      await expect(
        acting("admin").query(`select ${name} from public.${table}`),
        column,
      ).rejects.toMatchObject({
        code: "42501",
      });
    }
    await expect(panel("stranger", id)).rejects.toMatchObject({ code: "42501" });
    await expect(panel("gone", id)).rejects.toMatchObject({ code: "42501" });
  });
});
