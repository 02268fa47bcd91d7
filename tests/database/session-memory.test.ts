import { randomUUID } from "node:crypto";
import type pg from "pg";
import { describe, expect, it } from "vitest";
import {
  beginSend,
  claim,
  ingest,
  messageItem,
  one,
  recordSend,
  redrive,
  reply,
  somePhone,
  someWamid,
  startConversation,
  statusItem,
} from "./scenario";
import { asStaff } from "./staff-actor";
import { call, openTestDatabase } from "./test-database";

const database = openTestDatabase();
const settings = {
  threshold: 5,
  idle_ms: 1_800_000,
  lease_ms: 60_000,
  most_messages: 200,
  most_characters: 1_000,
};

type Claim = {
  kind: string;
  fence: number;
  after_seq: number;
  last_seq: number;
  base: { id: string; content: object; is_earlier: boolean } | null;
  messages: { seq: number; author: string; text: string }[];
};

const begin = (client: pg.Client, sessionId: string, run: string = randomUUID(), goesOn = false) =>
  call<Claim>(client, "begin_summary", sessionId, run, goesOn, settings);

const notes = (fact: string, baseId: string | null = null) => {
  const content = {
    facts: [{ text: fact, seq: 1, at: "2026-11-20T09:00:00+00:00" }],
    requests: [{ text: "a request", seq: 1, at: "2026-11-20T09:00:00+00:00" }],
    commitments: [],
    open_items: [],
  };
  return { base_id: baseId, content, rendered_text: `Facts:\n- ${fact}` };
};
const record = {
  message_count: 5,
  cut_count: 0,
  left_out_count: 0,
  dropped_count: 0,
  evicted_count: 0,
  model: "m",
  input_tokens: 1,
  cached_tokens: 0,
  output_tokens: 1,
  cost_usd: null,
  latency_ms: 1,
};

const save = (client: pg.Client, sessionId: string, claim: Claim, fact: string, upto?: number) =>
  call<{ kind: string; is_more?: boolean }>(
    client,
    "save_summary",
    sessionId,
    claim.fence,
    claim.after_seq,
    upto ?? claim.last_seq,
    notes(fact, claim.base?.id ?? null),
    record,
  );

/** A conversation of so many customer messages. */
async function conversation(client: pg.Client, count: number, phone = somePhone()) {
  const wamids = Array.from({ length: count }, someWamid);
  const { sessionId } = await startConversation(client, { phone, wamid: wamids[0], text: "m1" });
  for (const [n, wamid] of wamids.entries()) {
    if (n > 0) await ingest(client, messageItem({ phone, wamid, text: `m${n + 1}` }));
  }
  return { phone, sessionId, wamids };
}

const session = (client: pg.Client, id: string) =>
  one<{ summarised_upto_seq: number; last_message_seq: number; unsummarised_since: Date | null }>(
    client,
    "select summarised_upto_seq, last_message_seq, unsummarised_since from chat_sessions where id = $1",
    id,
  );
const memory = (client: pg.Client, id: string, upto: number | null = null) =>
  call<{ version: number; text: string; is_earlier: boolean } | null>(
    client,
    "session_memory",
    id,
    upto,
  );
const due = (client: pg.Client, later = "0 s", limit = 50) =>
  client
    .query<{ r: string[] }>(
      "select find_due_summaries($1, clock_timestamp() + $2::interval, $3) r",
      [JSON.stringify(settings), later, limit],
    )
    .then(({ rows }) => rows[0]?.r ?? []);

describe("when a summary is due", () => {
  it("is after the threshold of messages, and for less once the conversation has come to rest", async () => {
    const client = await database.as("service_role");
    const few = await conversation(client, 4);
    const enough = await conversation(client, 5);
    expect(await call(client, "summary_is_due", few.sessionId, settings)).toBe(false);
    expect(await call(client, "summary_is_due", enough.sessionId, settings)).toBe(true);
    expect(await due(client)).toContain(enough.sessionId);
    expect(await due(client)).not.toContain(few.sessionId);
    expect(await due(client, "31 minutes")).toContain(few.sessionId);
    expect(await begin(client, few.sessionId)).toEqual({ kind: "nothing" });
  });

  it("lists those that have waited longest first, so that quiet sessions starve nobody (defect 13)", async () => {
    const client = await database.as("service_role");
    const first = await conversation(client, 5);
    const second = await conversation(client, 5);
    // The first goes on talking; it must not fall behind for that.
    await ingest(client, messageItem({ phone: first.phone, text: "and more" }));
    const order = (await due(client)).filter((id) =>
      [first.sessionId, second.sessionId].includes(id),
    );
    expect(order).toEqual([first.sessionId, second.sessionId]);
    expect((await due(client, "0 s", 1)).length).toBe(1);
  });

  it("is not for lines about the conversation itself: the cursor passes them without a model", async () => {
    const client = await database.as("service_role");
    const { sessionId } = await conversation(client, 5);
    await save(client, sessionId, await begin(client, sessionId), "known");
    const support = await asStaff(database, "support");
    await call(support, "take_over_session", sessionId);
    expect((await session(client, sessionId)).unsummarised_since).not.toBeNull();
    expect(await begin(client, sessionId, randomUUID(), true)).toEqual({ kind: "nothing" });
    expect((await session(client, sessionId)).unsummarised_since).toBeNull();
  });
});

describe("defect 12: the cursor is a message, and it moves with the notes that cover it", () => {
  it("reads after the cursor, oldest first, and folds the notes before in", async () => {
    const client = await database.as("service_role");
    const { phone, sessionId } = await conversation(client, 5);
    const first = await begin(client, sessionId);
    expect(first.messages.map(({ text }) => text)).toEqual(["m1", "m2", "m3", "m4", "m5"]);
    expect(first.base).toBeNull();
    // Written while the model thinks: not part of what is saved, and not skipped.
    await ingest(client, messageItem({ phone, text: "m6" }));
    expect(await save(client, sessionId, first, "likes red")).toEqual({
      kind: "saved",
      is_more: true,
    });
    const second = await begin(client, sessionId, randomUUID(), true);
    expect(second.messages.map(({ text }) => text)).toEqual(["m6"]);
    expect(second.base).toMatchObject({
      content: { facts: [{ text: "likes red" }] },
      is_earlier: false,
    });
    await save(client, sessionId, second, "likes red, and blue");
    expect(await memory(client, sessionId)).toMatchObject({ version: 2, is_earlier: false });
    // As of an earlier message, for the playground.
    expect(await memory(client, sessionId, first.last_seq)).toMatchObject({ version: 1 });
    expect(await memory(client, sessionId, first.last_seq - 1)).toBeNull();
  });

  it("a second run is busy, the same run may begin again, and only the newest claim saves", async () => {
    const client = await database.as("service_role");
    const { sessionId } = await conversation(client, 5);
    const run = randomUUID();
    const lost = await begin(client, sessionId, run);
    expect(await begin(client, sessionId)).toEqual({ kind: "busy" });
    const again = await begin(client, sessionId, run);
    expect(again.fence).toBeGreaterThan(lost.fence);
    expect(await save(client, sessionId, lost, "from a lost run")).toEqual({ kind: "superseded" });
    expect(await save(client, sessionId, again, "x")).toEqual({ kind: "saved", is_more: false });
    expect(await save(client, sessionId, again, "x")).toEqual({ kind: "saved", is_more: false });
    expect(await memory(client, sessionId)).toMatchObject({ version: 1 });
  });

  it("two runs at the same moment: one claims, the other is busy", async () => {
    const [a, b] = [await database.as("service_role"), await database.as("service_role")];
    const { sessionId } = await conversation(a, 5);
    const claims = await Promise.all([begin(a, sessionId), begin(b, sessionId)]);
    expect(claims.map(({ kind }) => kind).sort()).toEqual(["busy", "claimed"]);
  });

  it("a run that died is taken over when its lease runs out", async () => {
    const client = await database.as("service_role");
    const { sessionId } = await conversation(client, 5);
    const dead = await begin(client, sessionId);
    expect(await due(client)).not.toContain(sessionId);
    expect(await due(client, "61 s")).toContain(sessionId);
    const admin = await database.superuser();
    await admin.query(
      "update chat_sessions set summary_lease_until = now() - interval '1 s' where id = $1",
      [sessionId],
    );
    const heir = await begin(client, sessionId);
    expect(heir.kind).toBe("claimed");
    expect(await save(client, sessionId, dead, "late")).toEqual({ kind: "superseded" });
  });

  it("a failed attempt keeps notes and cursor, waits, and counts only unusable answers", async () => {
    const client = await database.as("service_role");
    const { sessionId } = await conversation(client, 5);
    const claim = await begin(client, sessionId);
    expect(await call(client, "put_off_summary", sessionId, claim.fence, 60_000, true)).toBe(true);
    expect(await call(client, "put_off_summary", sessionId, claim.fence, 60_000, true)).toBe(false);
    expect(await begin(client, sessionId)).toEqual({ kind: "nothing" });
    expect(await due(client)).not.toContain(sessionId);
    expect(await due(client, "61 s")).toContain(sessionId);
    const reader = await database.superuser();
    expect(
      await one(
        reader,
        "select summary_failures f, summarised_upto_seq s from chat_sessions where id = $1",
        sessionId,
      ),
    ).toEqual({ f: 1, s: 0 });
  });
});

describe("what was taken back is not remembered", () => {
  it("a deleted message takes every version that folded it along, and the rest is folded anew", async () => {
    const client = await database.as("service_role");
    const { phone, sessionId, wamids } = await conversation(client, 5);
    const first = await begin(client, sessionId);
    await save(client, sessionId, first, "old");
    for (const n of [6, 7, 8, 9]) await ingest(client, messageItem({ phone, text: `m${n}` }));
    const secret = someWamid();
    await ingest(client, messageItem({ phone, wamid: secret, text: "my PIN is 1234" }));
    await save(client, sessionId, await begin(client, sessionId), "PIN 1234");
    const running = messageItem({ phone, text: "one more" });
    await ingest(client, running);
    const late = await begin(client, sessionId, randomUUID(), true);

    const revoke = { kind: "revoke", target_wa_message_id: secret };
    await ingest(client, messageItem({ phone, type: "revoke", effect: revoke, startsTurn: false }));
    expect(await save(client, sessionId, late, "PIN 1234, still")).toEqual({ kind: "superseded" });
    expect(await memory(client, sessionId)).toMatchObject({ text: "Facts:\n- old", version: 1 });
    const again = await begin(client, sessionId, randomUUID(), true);
    expect(again.after_seq).toBe(first.last_seq);
    expect(again.messages.map(({ text }) => text)).toEqual(["m6", "m7", "m8", "m9", "one more"]);
    expect(wamids).toHaveLength(5);
  });

  it("an edited message is read again in its new words", async () => {
    const client = await database.as("service_role");
    const { phone, sessionId, wamids } = await conversation(client, 5);
    await save(client, sessionId, await begin(client, sessionId), "first words");
    const edit = { kind: "edit", target_wa_message_id: wamids[2], text: "size 43" };
    await ingest(client, messageItem({ phone, type: "edit", effect: edit, startsTurn: false }));
    expect(await memory(client, sessionId)).toBeNull();
    const claim = await begin(client, sessionId, randomUUID(), true);
    expect(claim.messages.map(({ text }) => text)).toEqual(["m1", "m2", "size 43", "m4", "m5"]);
  });

  it("receipts change nothing, and a reply that failed after all is forgotten", async () => {
    const client = await database.as("service_role");
    const admin = await database.superuser();
    const { sessionId } = await conversation(client, 5);
    const { message_ids } = await reply(client, await claim(client, sessionId));
    const wamid = someWamid();
    const { attempt_id } = await beginSend(client, message_ids[0] ?? "");
    await recordSend(client, attempt_id, { kind: "accepted", wa_message_id: wamid });
    await save(client, sessionId, await begin(client, sessionId), "kept");
    await admin.query(
      "update chat_messages set embedding_status = 'embedded' where session_id = $1",
      [sessionId],
    );
    for (const state of ["delivered", "read"]) await ingest(client, statusItem(wamid, state));
    await redrive(client);
    expect(await memory(client, sessionId)).toMatchObject({ version: 1 });

    const another = await conversation(client, 5);
    const sent = await reply(client, await claim(client, another.sessionId));
    const lost = someWamid();
    const attempt = await beginSend(client, sent.message_ids[0] ?? "");
    await recordSend(client, attempt.attempt_id, { kind: "accepted", wa_message_id: lost });
    await save(client, another.sessionId, await begin(client, another.sessionId), "was told");
    await ingest(client, statusItem(lost, "failed", { error_code: 131026 }));
    expect(await memory(client, another.sessionId)).toBeNull();
  });
});

describe("a new conversation of the same customer", () => {
  it("begins with the notes of the last one, without its passed requests, and never with another's", async () => {
    const client = await database.as("service_role");
    const { phone, sessionId } = await conversation(client, 5);
    await save(client, sessionId, await begin(client, sessionId), "lives in Ntinda");
    const stranger = await conversation(client, 5);
    await save(client, stranger.sessionId, await begin(client, stranger.sessionId), "a stranger");
    const admin = await database.superuser();
    await admin.query(
      "update chat_sessions set expires_at = now() - interval '1 day' where id = $1",
      [sessionId],
    );
    const later = await conversation(client, 5, phone);
    expect(later.sessionId).not.toBe(sessionId);
    expect(await memory(client, later.sessionId)).toMatchObject({
      text: "Facts:\n- lives in Ntinda",
      is_earlier: true,
    });
    const claim = await begin(client, later.sessionId);
    expect(claim.base).toMatchObject({
      is_earlier: true,
      content: { facts: [{ text: "lives in Ntinda" }], requests: [] },
    });
    await save(client, later.sessionId, claim, "lives in Ntinda, back again");
    expect(await memory(client, later.sessionId)).toMatchObject({ version: 1, is_earlier: false });
  });

  it("does not carry on words that were deleted from the last one while its first notes are written", async () => {
    const client = await database.as("service_role");
    const admin = await database.superuser();
    const { phone, sessionId, wamids } = await conversation(client, 5);
    await save(client, sessionId, await begin(client, sessionId), "PIN 1234");
    await admin.query(
      "update chat_sessions set expires_at = now() - interval '1 day' where id = $1",
      [sessionId],
    );
    const later = await conversation(client, 5, phone);
    const claim = await begin(client, later.sessionId);
    const revoke = { kind: "revoke", target_wa_message_id: wamids[4] };
    await ingest(client, messageItem({ phone, type: "revoke", effect: revoke, startsTurn: false }));
    expect(await save(client, later.sessionId, claim, "PIN 1234, again")).toEqual({
      kind: "superseded",
    });
    expect(await memory(client, later.sessionId)).toBeNull();
  });
});

describe("P21: who reads and writes notes", () => {
  it("staff read, jobs write, nobody else does either", async () => {
    const client = await database.as("service_role");
    const { sessionId } = await conversation(client, 5);
    await save(client, sessionId, await begin(client, sessionId), "known");
    for (const role of ["support", "privacy", "admin"] as const) {
      const staff = await asStaff(database, role);
      expect(await memory(staff, sessionId)).toMatchObject({ version: 1 });
      await expect(begin(staff, sessionId)).rejects.toMatchObject({ code: "42501" });
    }
    const inactive = await asStaff(database, "admin", false);
    expect(await memory(inactive, sessionId)).toBeNull();
    const nobody = await database.as("anon");
    await expect(memory(nobody, sessionId)).rejects.toMatchObject({ code: "42501" });
  });
});
