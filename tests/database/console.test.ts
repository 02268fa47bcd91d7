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
  reply,
  startConversation,
} from "./scenario";
import { call, openTestDatabase } from "./test-database";

const database = openTestDatabase();
const people = {
  support: randomUUID(),
  colleague: randomUUID(),
  privacy: randomUUID(),
  gone: randomUUID(),
};
let service: pg.Client;
let root: pg.Client;
const as: Record<string, pg.Client> = {};

beforeAll(async () => {
  service = await database.as("service_role");
  root = await database.superuser();
  for (const [name, id] of Object.entries(people)) {
    await root.query("insert into auth.users (id) values ($1)", [id]);
    await root.query(
      "insert into public.staff (user_id, role, display_name, active) values ($1, $2, $3, $4)",
      [id, name === "privacy" ? "privacy" : "support", name, name !== "gone"],
    );
    as[name] = await database.as("authenticated", id);
  }
  as.stranger = await database.as("authenticated", randomUUID());
  as.nobody = await database.as("anon");
});

const acting = (name: string) => {
  const client = as[name];
  if (!client) throw new Error(`Nobody called ${name}`);
  return client;
};

type Header = { owner: string; mine: boolean; refusal: string | null; can_write: boolean };
type Page = {
  rows: { id: string; owner: string; number: string }[];
  next: object | null;
  as_of: string;
};
type Queued = { message_ids: string[] };
const takeOver = (who: string, id: string) => call<Header>(acting(who), "take_over_session", id);
const say = (who: string, id: string, text: string, key: string = randomUUID()) =>
  call<Queued>(acting(who), "queue_staff_reply", id, [text], key);
const list = (
  filter: string,
  query: string | null = null,
  cursor: object | null = null,
  limit = 50,
) => call<Page>(acting("support"), "list_sessions", filter, query, "256", cursor, limit);

describe("P21: who may do what, decided by the database", () => {
  const reads: [string, (id: string) => unknown[]][] = [
    ["list_sessions", () => ["open"]],
    ["session_list_changes", () => [new Date().toISOString()]],
    ["session_header", (id) => [id]],
    ["session_transcript", (id) => [id]],
    ["session_changes", (id) => [id, new Date().toISOString()]],
  ];
  const acts: [string, (id: string) => unknown[]][] = [
    ["take_over_session", (id) => [id]],
    ["hand_back_session", (id) => [id]],
    ["queue_staff_reply", (id) => [id, ["Hello"], randomUUID()]],
  ];

  it.each([...reads, ...acts])(
    "%s refuses strangers, the deactivated and nobody",
    async (name, args) => {
      const { sessionId } = await startConversation(service);
      for (const who of ["stranger", "gone", "nobody"]) {
        await expect(call(acting(who), name, ...args(sessionId)), who).rejects.toMatchObject({
          code: "42501",
        });
      }
    },
  );

  it.each(reads)("%s answers the privacy role", async (name, args) => {
    const { sessionId } = await startConversation(service);
    await expect(call(acting("privacy"), name, ...args(sessionId))).resolves.toBeTruthy();
  });

  it.each(acts)("%s refuses the privacy role", async (name, args) => {
    const { sessionId } = await startConversation(service);
    await expect(call(acting("privacy"), name, ...args(sessionId))).rejects.toMatchObject({
      code: "42501",
    });
  });
});

describe("P9: a take-over by staff", () => {
  it("keeps the draft that was being written, and says who and why in transcript and audit", async () => {
    const { sessionId } = await startConversation(service);
    const turn = await claim(service, sessionId);
    expect(await takeOver("support", sessionId)).toMatchObject({ owner: "human", mine: true });
    expect(await reply(service, turn)).toMatchObject({
      kind: "suppressed",
      reason: "human_owns_session",
    });
    const transcript = await call<{ messages: { state: string; event: string }[] }>(
      acting("support"),
      "session_transcript",
      sessionId,
    );
    expect(transcript.messages.filter((m) => m.state === "suppressed")).toHaveLength(1);
    expect(transcript.messages.filter((m) => m.event === "given_to_human")).toHaveLength(1);
    await one(
      root,
      "select 1 as x from public.audit_log where subject_id = $1 and actor_id = $2 and action = 'session_taken_over'",
      sessionId,
      people.support,
    );
  });

  it("races with the step queued → sending: once it has returned, nothing of the bot leaves", async () => {
    for (let round = 0; round < 20; round += 1) {
      const { sessionId, messageId } = await queuedReply(service);
      const [begun] = await Promise.all([
        beginSend(service, messageId),
        takeOver("support", sessionId),
      ]);
      const after = await beginSend(service, messageId);
      if (begun.kind === "send") expect(after).toMatchObject({ kind: "done", state: "sending" });
      else expect(begun).toEqual({ kind: "done", state: "suppressed" });
    }
  });

  it("by the same person again changes nothing; by a colleague it changes hands", async () => {
    const { sessionId } = await startConversation(service);
    await takeOver("support", sessionId);
    await takeOver("support", sessionId);
    const { n } = await one<{ n: number }>(
      root,
      "select count(*)::int as n from public.chat_messages where session_id = $1 and direction = 'system'",
      sessionId,
    );
    expect(n).toBe(1);
    await takeOver("colleague", sessionId);
    expect(await call<Header>(acting("support"), "session_header", sessionId)).toMatchObject({
      mine: false,
    });
  });
});

describe("a reply of staff", () => {
  it("is queued once, however often and however parallel one press of Send arrives", async () => {
    const { sessionId } = await startConversation(service);
    await takeOver("support", sessionId);
    const key = randomUUID();
    const again = await Promise.all(
      Array.from({ length: 6 }, async () => {
        const client = await database.as("authenticated", people.support);
        return call<Queued>(client, "queue_staff_reply", sessionId, ["Once"], key);
      }),
    );
    expect(new Set(again.map((each) => each.message_ids.join())).size).toBe(1);
    const { n } = await one<{ n: number }>(
      root,
      "select count(*)::int as n from public.chat_messages where session_id = $1 and author = 'staff'",
      sessionId,
    );
    expect(n).toBe(1);
  });

  it("keeps the parts of a long text in order", async () => {
    const { sessionId } = await startConversation(service);
    await takeOver("support", sessionId);
    const queued = await call<{ messages: { text: string }[] }>(
      acting("support"),
      "queue_staff_reply",
      sessionId,
      ["one", "two", "three"],
      randomUUID(),
    );
    expect(queued.messages.map((m) => m.text)).toEqual(["one", "two", "three"]);
  });

  it("needs the conversation to be one's own", async () => {
    const { sessionId } = await startConversation(service);
    await expect(say("support", sessionId, "x")).rejects.toMatchObject({
      code: "PT409",
      message: "not_owner",
    });
    await takeOver("colleague", sessionId);
    await expect(say("support", sessionId, "x")).rejects.toMatchObject({ message: "not_owner" });
  });

  it("is refused outside the window (P10), with the gate's word, and nothing is stored", async () => {
    const { sessionId } = await startConversation(service);
    await takeOver("support", sessionId);
    await root.query(
      "update public.chat_sessions set wa_window_expires_at = now() - interval '1 second' where id = $1",
      [sessionId],
    );
    await expect(say("support", sessionId, "x")).rejects.toMatchObject({
      code: "PT409",
      message: "not_allowed",
      detail: "window_closed",
    });
    const { n } = await one<{ n: number }>(
      root,
      "select count(*)::int as n from public.chat_messages where session_id = $1 and author = 'staff'",
      sessionId,
    );
    expect(n).toBe(0);
  });

  it.each([[[]], [["  "]], [["x".repeat(4097)]]])("refuses %j", async (parts) => {
    const { sessionId } = await startConversation(service);
    await takeOver("support", sessionId);
    await expect(
      call(acting("support"), "queue_staff_reply", sessionId, parts, randomUUID()),
    ).rejects.toMatchObject({ code: "22023" });
  });
});

describe("handing back", () => {
  it("wakes a turn only when the customer wrote after the last reply of a person", async () => {
    const { phone, sessionId } = await startConversation(service);
    await takeOver("support", sessionId);
    await say("support", sessionId, "I have seen it");
    expect(await call(acting("support"), "hand_back_session", sessionId)).toMatchObject({
      turn_wanted: false,
    });
    await takeOver("support", sessionId);
    await ingest(service, messageItem({ phone, text: "And now?" }));
    expect(await call(acting("support"), "hand_back_session", sessionId)).toMatchObject({
      turn_wanted: true,
      session: { owner: "bot" },
    });
    expect(await claim(service, sessionId)).toMatchObject({ kind: "claimed" });
  });
});

describe("the list", () => {
  it("pages through every open conversation once, those that need a person first", async () => {
    for (let n = 0; n < 7; n += 1) await startConversation(service);
    const { sessionId } = await startConversation(service);
    await takeOver("support", sessionId);
    const { n: open } = await one<{ n: number }>(
      root,
      "select count(*)::int as n from public.chat_sessions where status = 'active'",
    );
    const seen: { id: string; owner: string }[] = [];
    let cursor: object | null = null;
    do {
      const page: Page = await list("open", null, cursor, 3);
      seen.push(...page.rows);
      cursor = page.next;
    } while (cursor);
    expect(seen).toHaveLength(open);
    expect(new Set(seen.map((row) => row.id)).size).toBe(open);
    const firstOfBot = seen.findIndex((row) => row.owner === "bot");
    expect(seen.slice(firstOfBot).every((row) => row.owner === "bot")).toBe(true);
  });

  it("puts a customer who waits while the window closes before everyone else, the soonest first", async () => {
    const late = await startConversation(service);
    const later = await startConversation(service);
    const close = (id: string, minutes: number) =>
      root.query(
        "update public.chat_sessions set wa_window_expires_at = now() + $2 * interval '1 minute', last_outbound_at = null where id = $1",
        [id, minutes],
      );
    await close(late.sessionId, 5);
    await close(later.sessionId, 90);
    await startConversation(service);
    const ids = (await list("open")).rows.filter((row) => row.owner === "bot").map((row) => row.id);
    expect(ids.slice(0, 2)).toEqual([late.sessionId, later.sessionId]);
  });

  it("finds by number in any usual form and masks it", async () => {
    // Not drawn: zeros in front of the last digits are left out of a search, and three must remain.
    const phone = "+256772418593";
    const { sessionId } = await startConversation(service, { phone });
    for (const query of [
      phone,
      phone.replace("+256", "0"),
      phone.slice(-6),
      `0${phone.slice(4, 7)} ${phone.slice(7)}`,
    ]) {
      expect(
        (await list("open", query)).rows.map((row) => row.id),
        query,
      ).toContain(sessionId);
    }
    const [row] = (await list("open", phone)).rows;
    expect(row?.number).toBe(`${phone.slice(0, 7)}•••${phone.slice(-3)}`);
  });

  it.each(["' or 1=1 --", "a & | ! (b", "%", "\\", "<->", ":*"])(
    "takes %s as words",
    async (query) => {
      await expect(list("open", query)).resolves.toMatchObject({ rows: [] });
    },
  );

  it("tells what changed since, and what left the filter", async () => {
    const { sessionId } = await startConversation(service);
    const { as_of } = await list("human");
    await takeOver("support", sessionId);
    const came = await call<Page>(acting("support"), "session_list_changes", as_of, "human");
    expect(came.rows.map((row) => row.id)).toContain(sessionId);
    await call(acting("support"), "hand_back_session", sessionId);
    const went = await call<{ gone: string[] }>(
      acting("support"),
      "session_list_changes",
      as_of,
      "human",
    );
    expect(went.gone).toContain(sessionId);
  });
});

describe("a conversation", () => {
  it("pages older bubbles by seq and tells which moved since", async () => {
    const { phone, sessionId } = await startConversation(service, { text: "m0" });
    for (let n = 1; n < 6; n += 1) await ingest(service, messageItem({ phone, text: `m${n}` }));
    type Bubbles = { messages: { seq: number; text: string }[]; more: boolean; as_of: string };
    const newest = await call<Bubbles>(acting("support"), "session_transcript", sessionId, null, 4);
    expect(newest.messages.map((m) => m.text)).toEqual(["m2", "m3", "m4", "m5"]);
    expect(newest.more).toBe(true);
    const older = await call<Bubbles>(
      acting("support"),
      "session_transcript",
      sessionId,
      newest.messages[0]?.seq,
      4,
    );
    expect(older).toMatchObject({ more: false, messages: [{ text: "m0" }, { text: "m1" }] });

    await ingest(service, messageItem({ phone, text: "m6" }));
    const changes = await call<Bubbles>(
      acting("support"),
      "session_changes",
      sessionId,
      newest.as_of,
    );
    expect(changes.messages.at(-1)?.text).toBe("m6");
  });

  it("that does not exist is a 404", async () => {
    for (const name of ["session_header", "take_over_session", "hand_back_session"]) {
      await expect(call(acting("support"), name, randomUUID())).rejects.toMatchObject({
        code: "PT404",
      });
    }
  });
});
