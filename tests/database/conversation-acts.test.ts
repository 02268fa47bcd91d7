import { randomUUID } from "node:crypto";
import type pg from "pg";
import { beforeAll, describe, expect, it } from "vitest";
import {
  beginSend,
  claim,
  ingest,
  messageItem,
  one,
  queuedReply,
  recordSend,
  reply,
  startConversation,
} from "./scenario";
import { call, openTestDatabase } from "./test-database";

const database = openTestDatabase();
const people = {
  support: ["support", true],
  colleague: ["support", true],
  privacy: ["privacy", true],
  admin: ["admin", true],
  gone: ["support", false],
} as const;
type Person = keyof typeof people;
const ids: Record<string, string> = {};
const as: Record<string, pg.Client> = {};
let service: pg.Client;
let root: pg.Client;

beforeAll(async () => {
  service = await database.as("service_role");
  root = await database.superuser();
  for (const [name, [role, active]] of Object.entries(people)) {
    const id = randomUUID();
    await root.query("insert into auth.users (id) values ($1)", [id]);
    await root.query(
      "insert into public.staff (user_id, role, display_name, active) values ($1, $2, $3, $4)",
      [id, role, name, active],
    );
    ids[name] = id;
    as[name] = await database.as("authenticated", id);
  }
  as.stranger = await database.as("authenticated", randomUUID());
  as.nobody = await database.as("anon");
});

const acting = (name: Person | "stranger" | "nobody") => {
  const client = as[name];
  if (!client) throw new Error(`Nobody called ${name}`);
  return client;
};

type Header = { status: string; owner: string; mine: boolean; assigned_to: string | null };
type Page = {
  messages: { id: string; seq: number; event: string | null; event_staff_name: string | null }[];
  notes: { id: string; body: string; deleted: boolean; after_seq: number }[];
  more: boolean;
  newer: boolean;
};
const takeOver = (who: Person, id: string) => call<Header>(acting(who), "take_over_session", id);
const header = (who: Person, id: string) => call<Header>(acting(who), "session_header", id);
const page = (
  id: string,
  before: number | null = null,
  after: number | null = null,
  around: number | null = null,
  limit = 50,
) => call<Page>(acting("support"), "session_transcript", id, before, limit, after, around);
const say = (who: Person, id: string, text: string) =>
  call<{ message_ids: string[] }>(acting(who), "queue_staff_reply", id, [text], randomUUID());
const note = (who: Person, id: string, body: string, noteId: string = randomUUID()) =>
  call<{ id: string; body: string }>(acting(who), "add_note", id, noteId, body);
const audited = async (action: string, subject: string) =>
  (
    await one<{ n: number }>(
      root,
      "select count(*)::int as n from public.audit_log where action = $1 and subject_id = $2",
      action,
      subject,
    )
  ).n;

describe("P21: acts in a conversation, decided by the database", () => {
  const acts: [string, (id: string) => unknown[]][] = [
    ["assign_session", (id) => [id, ids.support]],
    ["close_session", (id) => [id]],
    ["reopen_session", (id) => [id]],
    ["retry_message", () => [randomUUID()]],
    ["add_note", (id) => [id, randomUUID(), "Hello"]],
    ["edit_note", () => [randomUUID(), "Hello"]],
    ["delete_note", () => [randomUUID()]],
    ["save_canned_reply", () => [randomUUID(), "Title", "short", "Body"]],
    ["delete_canned_reply", () => [randomUUID()]],
    ["restore_canned_reply", () => [randomUUID()]],
  ];
  it.each(acts)("%s is for support and admins", async (name, args) => {
    const { sessionId } = await startConversation(service);
    for (const who of ["stranger", "gone", "nobody", "privacy"] as const) {
      await expect(call(acting(who), name, ...args(sessionId)), who).rejects.toMatchObject({
        code: "42501",
      });
    }
    const answer = await call(acting("admin"), name, ...args(sessionId)).catch((error) => error);
    expect(answer?.code).not.toBe("42501");
  });

  const reads: [string, (id: string) => unknown[]][] = [
    ["poll_session", (id) => [id, new Date().toISOString(), "viewing"]],
    ["session_transcript", (id) => [id]],
  ];
  it.each(reads)("%s answers all staff and nobody else", async (name, args) => {
    const { sessionId } = await startConversation(service);
    for (const who of ["stranger", "gone", "nobody"] as const) {
      await expect(call(acting(who), name, ...args(sessionId)), who).rejects.toMatchObject({
        code: "42501",
      });
    }
    for (const who of ["support", "privacy", "admin"] as const) {
      await expect(call(acting(who), name, ...args(sessionId))).resolves.toBeTruthy();
    }
  });

  it.each(["session_notes", "canned_replies"])("%s shows strangers no row", async (table) => {
    const { sessionId } = await startConversation(service);
    await note("support", sessionId, "For us");
    await call(acting("support"), "save_canned_reply", randomUUID(), "T", `s${Date.now()}`, "B");
    const count = async (who: Parameters<typeof acting>[0]) =>
      (await acting(who).query(`select * from public.${table}`)).rows.length;
    expect(await count("privacy")).toBeGreaterThan(0);
    expect(await count("stranger")).toBe(0);
    expect(await count("gone")).toBe(0);
  });
});

describe("assigning", () => {
  it("is as binding as taking over: the draft of the bot stays, the colleague may write at once (P9)", async () => {
    const { sessionId } = await startConversation(service);
    const turn = await claim(service, sessionId);
    const colleague = ids.colleague;
    expect(await call(acting("support"), "assign_session", sessionId, colleague)).toMatchObject({
      owner: "human",
      mine: false,
      assigned_to: colleague,
    });
    expect(await reply(service, turn)).toMatchObject({ reason: "human_owns_session" });
    await expect(say("support", sessionId, "x")).rejects.toMatchObject({ message: "not_owner" });
    await say("colleague", sessionId, "I am here");
    const { messages } = await page(sessionId);
    expect(messages.filter((m) => m.event).map((m) => [m.event, m.event_staff_name])).toEqual([
      ["given_to_human", "colleague"],
    ]);
    expect(await audited("session_assigned", sessionId)).toBe(1);
  });

  it("needs an active colleague who may write", async () => {
    const { sessionId } = await startConversation(service);
    for (const who of [ids.gone, ids.privacy, randomUUID()]) {
      await expect(call(acting("support"), "assign_session", sessionId, who)).rejects.toMatchObject(
        { message: "not_assignable" },
      );
    }
    expect(await header("support", sessionId)).toMatchObject({ owner: "bot" });
  });

  it("to nobody puts it before everybody, from the bot and from a colleague", async () => {
    const { sessionId } = await startConversation(service);
    const free = { owner: "human", assigned_to: null };
    expect(await call(acting("support"), "assign_session", sessionId, null)).toMatchObject(free);
    await takeOver("colleague", sessionId);
    expect(await call(acting("support"), "assign_session", sessionId, null)).toMatchObject(free);
    expect((await page(sessionId)).messages.map((m) => m.event)).toContain("unassigned");
  });
});

describe("closing", () => {
  it("keeps the bot's queued reply from leaving, and opened again the bot owes it still", async () => {
    const { sessionId, messageId } = await queuedReply(service);
    expect(await call(acting("support"), "close_session", sessionId)).toMatchObject({
      status: "closed",
    });
    expect(await beginSend(service, messageId)).toEqual({ kind: "done", state: "suppressed" });
    expect(await claim(service, sessionId)).toMatchObject({ kind: "nothing" });
    expect(await call(acting("support"), "reopen_session", sessionId)).toMatchObject({
      turn_wanted: true,
      session: { status: "active", owner: "bot" },
    });
    expect(await claim(service, sessionId)).toMatchObject({ kind: "claimed" });
    expect(await audited("session_closed", sessionId)).toBe(1);
    expect(await audited("session_reopened", sessionId)).toBe(1);
  });

  it("lets what a person has sent already leave", async () => {
    const { sessionId } = await startConversation(service);
    await takeOver("support", sessionId);
    const { message_ids } = await say("support", sessionId, "Goodbye");
    await call(acting("support"), "close_session", sessionId);
    expect(await beginSend(service, message_ids[0] ?? "")).toMatchObject({ kind: "send" });
    await expect(say("support", sessionId, "x")).rejects.toMatchObject({
      message: "session_closed",
    });
  });

  it("races with claim and commit: once it has returned, no turn speaks", async () => {
    for (let round = 0; round < 15; round += 1) {
      const { sessionId } = await startConversation(service);
      const other = await database.as("service_role");
      const [turn] = await Promise.all([
        claim(other, sessionId),
        call(acting("support"), "close_session", sessionId),
      ]);
      if (turn.kind === "claimed") {
        await call(other, "save_draft", turn.turn_id, turn.fence, ["Too late"], {});
        const settings = { quiet_window_ms: 0, max_wait_ms: 1, max_restarts: 0, lease_ms: 1 };
        const committed = await call<{ kind: string }>(
          other,
          "commit_turn",
          turn.turn_id,
          turn.fence,
          settings,
        );
        expect(committed.kind).not.toBe("committed");
      } else expect(turn.kind).toBe("nothing");
      const { n } = await one<{ n: number }>(
        root,
        "select count(*)::int as n from public.chat_messages where session_id = $1 and state = 'queued'",
        sessionId,
      );
      expect(n).toBe(0);
      await other.end();
    }
  });

  it("keeps a draft that was written and not committed, with the reason", async () => {
    const { sessionId } = await startConversation(service);
    const turn = await claim(service, sessionId);
    await call(service, "save_draft", turn.turn_id, turn.fence, ["Nearly said"], {});
    await call(acting("support"), "close_session", sessionId);
    const kept = await one<{ state: string; state_reason: string }>(
      root,
      "select state, state_reason from public.chat_messages where turn_id = $1",
      turn.turn_id,
    );
    expect(kept).toEqual({ state: "suppressed", state_reason: "session_closed" });
  });

  it("gives the next message a conversation of its own, and refuses to open the old beside it", async () => {
    const { phone, sessionId } = await startConversation(service);
    await call(acting("support"), "close_session", sessionId);
    const next = await ingest(service, messageItem({ phone, text: "Me again" }));
    expect(next.turn_session_ids[0]).not.toBe(sessionId);
    await expect(call(acting("support"), "reopen_session", sessionId)).rejects.toMatchObject({
      code: "PT409",
      message: "newer_session",
    });
    expect(await header("support", sessionId)).toMatchObject({
      newer_session_id: next.turn_session_ids[0],
    });
  });

  it("refuses a template", async () => {
    const { sessionId } = await startConversation(service);
    const templates = [
      {
        name: "t",
        language: "en",
        category: "UTILITY",
        status: "APPROVED",
        body: "Hi",
        variable_count: 0,
        components: [],
      },
    ];
    await call(service, "replace_templates", JSON.stringify(templates));
    const { id } = await one<{ id: string }>(root, "select id from public.message_templates");
    const send = (who: Person) =>
      call(acting(who), "queue_template", sessionId, id, [], randomUUID());
    await takeOver("colleague", sessionId);
    await expect(send("support")).rejects.toMatchObject({ message: "not_owner" });
    await call(acting("support"), "close_session", sessionId);
    await expect(send("colleague")).rejects.toMatchObject({ message: "session_closed" });
  });
});

describe("sending again", () => {
  const failed = async (who: Person, sessionId: string) => {
    const { message_ids } = await say(who, sessionId, "Try me");
    const [id = ""] = message_ids;
    const begun = await beginSend(service, id);
    await recordSend(service, begun.attempt_id, {
      kind: "failed",
      error_code: 131026,
      retry: false,
    });
    return id;
  };

  it("opens a new attempt for a failed reply, once", async () => {
    const { sessionId } = await startConversation(service);
    await takeOver("support", sessionId);
    const id = await failed("support", sessionId);
    await expect(call(acting("colleague"), "retry_message", id)).rejects.toMatchObject({
      message: "not_owner",
    });
    expect(await call(acting("support"), "retry_message", id)).toMatchObject({ state: "queued" });
    await expect(call(acting("support"), "retry_message", id)).rejects.toMatchObject({
      message: "not_failed",
    });
    expect(await beginSend(service, id)).toMatchObject({ kind: "send", attempt_no: 2 });
    // In doubt now: never sent again by anybody (P11).
    await expect(call(acting("support"), "retry_message", id)).rejects.toMatchObject({
      message: "not_failed",
    });
  });

  it("asks the gate (P10)", async () => {
    const { sessionId } = await startConversation(service);
    await takeOver("support", sessionId);
    const id = await failed("support", sessionId);
    await root.query(
      "update public.chat_sessions set wa_window_expires_at = now() - interval '1 second' where id = $1",
      [sessionId],
    );
    await expect(call(acting("support"), "retry_message", id)).rejects.toMatchObject({
      message: "not_allowed",
      detail: "window_closed",
    });
  });
});

describe("notes", () => {
  it("stand behind the bubble they were written at, once, and never leave", async () => {
    const { phone, sessionId } = await startConversation(service);
    const id = randomUUID();
    await note("support", sessionId, "Check the invoice", id);
    await note("support", sessionId, "Check the invoice", id);
    await ingest(service, messageItem({ phone, text: "Later" }));
    const { messages, notes } = await page(sessionId);
    expect(notes).toMatchObject([{ id, after_seq: messages[0]?.seq }]);
    expect(messages).toHaveLength(2);
    const { n } = await one<{ n: number }>(
      root,
      "select count(*)::int as n from public.chat_messages where rendered_text like '%invoice%'",
    );
    expect(n).toBe(0);
    expect(await audited("note_added", sessionId)).toBe(1);
  });

  it("are changed and deleted by their author only; a deleted one has no words, Undo brings them back", async () => {
    const { sessionId } = await startConversation(service);
    const { id } = await note("support", sessionId, "Mine");
    for (const act of ["edit_note", "delete_note"]) {
      const args = act === "edit_note" ? [id, "Not mine"] : [id];
      await expect(call(acting("colleague"), act, ...args)).rejects.toMatchObject({
        code: "PT409",
        message: "not_yours",
      });
    }
    expect(await call(acting("support"), "edit_note", id, "Mine, better")).toMatchObject({
      edited: true,
    });
    const since = new Date().toISOString();
    await call(acting("support"), "delete_note", id);
    const row = await one<{ body: string }>(
      root,
      "select body from public.session_notes where id = $1",
      id,
    );
    expect(row.body).toBe("");
    expect((await page(sessionId)).notes).toEqual([]);
    const changes = await call<Page>(acting("colleague"), "session_changes", sessionId, since);
    expect(changes.notes).toMatchObject([{ id, deleted: true }]);
    await call(acting("support"), "edit_note", id, "Mine, better");
    expect((await page(sessionId)).notes).toMatchObject([{ id, body: "Mine, better" }]);
    for (const action of ["note_edited", "note_deleted", "note_restored"]) {
      expect(await audited(action, sessionId), action).toBe(1);
    }
  });
});

describe("pages of the transcript", () => {
  it("around, before and after a bubble meet without gap or overlap, each note once", async () => {
    const { phone, sessionId } = await startConversation(service, { text: "0" });
    for (let n = 1; n < 23; n += 1) {
      await ingest(service, messageItem({ phone, text: String(n) }));
      if (n % 3 === 0) await note("support", sessionId, `note ${n}`);
    }
    const all = await page(sessionId, null, null, null, 200);
    const target = all.messages[11]?.seq ?? 0;
    const middle = await page(sessionId, null, null, target, 6);
    expect(middle.messages.map((m) => m.seq)).toContain(target);
    expect(middle).toMatchObject({ more: true, newer: true });
    const pages = [middle];
    for (let p = middle; p.more; ) {
      p = await page(sessionId, p.messages[0]?.seq ?? 0, null, null, 5);
      expect(p.newer).toBe(true);
      pages.unshift(p);
    }
    for (let p = middle; p.newer; ) {
      p = await page(sessionId, null, p.messages.at(-1)?.seq ?? 0, null, 5);
      expect(p.more).toBe(true);
      pages.push(p);
    }
    expect(pages.flatMap((p) => p.messages.map((m) => m.seq))).toEqual(
      all.messages.map((m) => m.seq),
    );
    expect(pages.flatMap((p) => p.notes.map((n) => n.body))).toEqual(all.notes.map((n) => n.body));
    expect(all.notes).toHaveLength(7);
  });

  it("shows a reaction on its bubble, the earlier text of an edit, and where a quote stands", async () => {
    const { phone, sessionId } = await startConversation(service, {
      wamid: "wamid.first",
      text: "One parcel",
    });
    const effect = (kind: string, more: object) => ({
      kind,
      target_wa_message_id: "wamid.first",
      ...more,
    });
    const reaction = messageItem({
      phone,
      type: "reaction",
      startsTurn: false,
      effect: effect("reaction", { emoji: "👍" }),
    });
    reaction.message.payload = { reaction: { emoji: "👍" } };
    await ingest(service, reaction);
    await ingest(
      service,
      messageItem({
        phone,
        type: "edit",
        startsTurn: false,
        effect: effect("edit", { text: "Two parcels" }),
      }),
    );
    await ingest(service, messageItem({ phone, text: "This one", replyTo: "wamid.first" }));
    const { messages } = await page(sessionId);
    expect(messages).toMatchObject([
      {
        text: "Two parcels",
        edited: true,
        edits: [{ text: "One parcel" }],
        reactions: [{ emoji: "👍" }],
      },
      { text: "This one", quote: { seq: messages[0]?.seq, here: true, text: "Two parcels" } },
    ]);
  });
});
