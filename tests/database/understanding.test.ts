import { randomInt, randomUUID } from "node:crypto";
import type pg from "pg";
import { beforeAll, describe, expect, it } from "vitest";
import {
  type Claimed,
  ingest,
  messageItem,
  one,
  somePhone,
  someWamid,
  turnSettings,
} from "./scenario";
import { asStaff } from "./staff-actor";
import { call, openTestDatabase } from "./test-database";

const database = openTestDatabase();
let service: pg.Client;
let admin: pg.Client;
beforeAll(async () => {
  service = await database.as("service_role");
  admin = await database.superuser();
});

type Sent = { mediaId: string; messageId: string; sessionId: string; phone: string; wamid: string };
type Understanding = {
  kind: string;
  claim: string;
  attempt: number;
  until?: string;
  message_type: string;
};

const kinds = {
  image: { type: "image", mime: "image/jpeg", text: "[Image] look" },
  audio: { type: "audio", mime: "audio/ogg", text: "[Voice note]" },
  document: { type: "document", mime: "application/pdf", text: "[Document: invoice.pdf]" },
  sheet: { type: "document", mime: "application/vnd.ms-excel", text: "[Document: list.xls]" },
};

/** A message with a file, as intake stores it; stored in the bucket unless asked otherwise. */
async function send(
  kind: keyof typeof kinds,
  options: { phone?: string; isStored?: boolean } = {},
): Promise<Sent> {
  const { type, mime, text } = kinds[kind];
  const phone = options.phone ?? somePhone();
  const wamid = someWamid();
  const item = messageItem({ phone, type, wamid });
  const media = {
    wa_media_id: String(randomInt(1e9)),
    mime_type: mime,
    file_name: null,
    sha256: null,
    rejected: null,
  };
  const message = { ...item.message, text: null, rendered_text: text, media };
  await ingest(service, { ...item, message });
  const row = await one<{ id: string; session_id: string; media_id: string }>(
    admin,
    `select m.id, m.session_id, f.id as media_id from chat_messages m
     join chat_media f on f.message_id = m.id where m.wa_message_id = $1`,
    wamid,
  );
  if (options.isStored !== false) await store(row.media_id);
  return { mediaId: row.media_id, messageId: row.id, sessionId: row.session_id, phone, wamid };
}

const store = (mediaId: string) =>
  admin.query(
    "update chat_media set status = 'stored', storage_path = id::text, downloaded_at = now() where id = $1",
    [mediaId],
  );
const begin = (mediaId: string, leaseMs = 60_000) =>
  call<Understanding>(service, "claim_understanding", mediaId, leaseMs);
const save = (mediaId: string, claimId: string, result: object) =>
  call<boolean>(service, "save_understanding", mediaId, claimId, result);
const postpone = (mediaId: string, claimId: string, settings: object = {}) =>
  call<{ kind: string; until?: string }>(service, "postpone_understanding", mediaId, claimId, {
    reason: "rate_limited",
    max_attempts: 2,
    backoff_ms: 1_000,
    ...settings,
  });
const mediaRow = (id: string) => one(admin, "select * from chat_media where id = $1", id);
const messageRow = (id: string) => one(admin, "select * from chat_messages where id = $1", id);

/** The customer deletes their message. */
async function revoke({ phone, wamid }: Sent) {
  const item = messageItem({ phone, type: "revoke", startsTurn: false });
  const effect = { kind: "revoke", target_wa_message_id: wamid };
  await ingest(service, { ...item, message: { ...item.message, effect } });
}

async function understand(sent: Sent, result: object) {
  const begun = await begin(sent.mediaId);
  expect(await save(sent.mediaId, begun.claim, { status: "done", ...result })).toBe(true);
}

describe("what is found in a file", () => {
  it("is kept beside it with what it cost, and becomes part of the message's words, which are embedded anew", async () => {
    const photo = await send("image");
    await admin.query("update chat_messages set embedding_status = 'embedded' where id = $1", [
      photo.messageId,
    ]);
    const usage = { model: "luna", input_tokens: 900, output_tokens: 20, cost_usd: 0.0001 };
    await understand(photo, { caption: "A torn box.", usage });
    expect(await mediaRow(photo.mediaId)).toMatchObject({
      enrichment_status: "done",
      caption: "A torn box.",
      enrichment_model: "luna",
      enrichment_input_tokens: 900,
      enrichment_cost_usd: "0.000100",
      enrichment_claim: null,
    });
    expect(await messageRow(photo.messageId)).toMatchObject({
      rendered_text: "[Image] look\n[The photo shows: A torn box.]",
      embedding_status: "pending",
    });
    const note = await send("audio");
    await understand(note, { transcript: "Where is PCL-20418?" });
    const file = await send("document");
    await understand(file, { document_text: "Invoice 7" });
    expect((await messageRow(note.messageId)).rendered_text).toBe(
      "[Voice note] Where is PCL-20418?",
    );
    expect((await messageRow(file.messageId)).rendered_text).toBe(
      "[Document: invoice.pdf]\n[The document says: Invoice 7]",
    );
  });

  it("stays when its customer changes the caption, and goes when they delete the message", async () => {
    const photo = await send("image");
    await understand(photo, { caption: "A torn box." });
    const edit = messageItem({ phone: photo.phone, type: "edit", startsTurn: false });
    await ingest(service, {
      ...edit,
      message: {
        ...edit.message,
        effect: { kind: "edit", target_wa_message_id: photo.wamid, text: "mind the corner" },
      },
    });
    expect((await messageRow(photo.messageId)).rendered_text).toBe(
      "mind the corner\n[The photo shows: A torn box.]",
    );
    await revoke(photo);
    expect((await messageRow(photo.messageId)).rendered_text).toBe(
      "[Message deleted by the customer]",
    );
  });

  it("goes with the file itself, from table and bucket, when they delete the message while somebody looks", async () => {
    const waiting = await send("audio");
    const begun = await begin(waiting.mediaId);
    const fetching = await send("image", { phone: waiting.phone, isStored: false });
    const other = await send("image", { phone: waiting.phone });
    for (const sent of [waiting, fetching]) await revoke(sent);
    // An answer that was under way when it was deleted is not written down.
    expect(await save(waiting.mediaId, begun.claim, { status: "done", transcript: "Hello" })).toBe(
      false,
    );
    const left = await admin.query(
      "select f.id from chat_media f join chat_messages m on m.id = f.message_id where m.session_id = $1",
      [waiting.sessionId],
    );
    expect(left.rows).toEqual([{ id: other.mediaId }]);
    const queued = await admin.query(
      "select path from media_objects_to_remove where path = any ($1) and removed_at is null",
      [[waiting.mediaId, other.mediaId]],
    );
    expect(queued.rows).toEqual([{ path: waiting.mediaId }]);
  });

  it("under a legal hold the file stays, and nothing that was read in it", async () => {
    const photo = await send("image");
    await understand(photo, { caption: "A torn box." });
    const waiting = await send("audio", { phone: photo.phone });
    await admin.query(
      `insert into legal_holds (customer_id, reason, review_on)
       select m.customer_id, 'Court case 14/2026', '2099-01-01' from chat_messages m where m.id = $1`,
      [photo.messageId],
    );
    for (const sent of [photo, waiting]) await revoke(sent);
    expect(await mediaRow(photo.mediaId)).toMatchObject({ status: "stored", caption: null });
    expect(await mediaRow(waiting.mediaId)).toMatchObject({
      status: "stored",
      enrichment_status: "skipped",
      enrichment_error: "message_deleted",
    });
  });
});

describe("the right to look into a file", () => {
  it("is given to one job at a time; only the newest claim may save, and a final answer is never asked for again", async () => {
    const photo = await send("image", { isStored: false });
    expect((await begin(photo.mediaId)).kind).toBe("nothing");
    await store(photo.mediaId);
    const first = await begin(photo.mediaId, 1);
    await new Promise((resolve) => setTimeout(resolve, 5));
    const second = await begin(photo.mediaId);
    expect(second).toMatchObject({ kind: "claimed", attempt: 2 });
    expect((await begin(photo.mediaId)).kind).toBe("wait");
    expect(await save(photo.mediaId, first.claim, { status: "done", caption: "Late." })).toBe(
      false,
    );
    expect(await save(photo.mediaId, second.claim, { status: "nothing_found" })).toBe(true);
    expect((await begin(photo.mediaId)).kind).toBe("nothing");
    expect((await messageRow(photo.messageId)).rendered_text).toBe("[Image] look");
  });

  it("is not given for ever over a file that every job dies over", async () => {
    const photo = await send("image");
    await admin.query("update chat_media set enrichment_attempts = 10 where id = $1", [
      photo.mediaId,
    ]);
    expect((await begin(photo.mediaId)).kind).toBe("nothing");
    expect(await mediaRow(photo.mediaId)).toMatchObject({
      enrichment_status: "failed",
      enrichment_error: "took_too_long",
    });
  });

  it("comes back after a fault with twice the pause, and ends as failed with its reason; a person can ask again", async () => {
    const photo = await send("image");
    const first = await begin(photo.mediaId);
    const put = await postpone(photo.mediaId, first.claim, { retry_after_ms: 30_000 });
    expect(put.kind).toBe("postponed");
    expect(Date.parse(put.until ?? "") - Date.now()).toBeGreaterThan(20_000);
    expect(await begin(photo.mediaId)).toMatchObject({ kind: "wait", until: put.until });
    const find = (at: string) =>
      call<string[]>(service, "find_understanding_work", 20_000, at, 200);
    const later = new Date(Date.now() + 90_000).toISOString();
    expect(await find(new Date().toISOString())).not.toContain(photo.mediaId);
    expect(await find(later)).toContain(photo.mediaId);
    await admin.query("update chat_media set enrichment_next_at = null where id = $1", [
      photo.mediaId,
    ]);
    const second = await begin(photo.mediaId);
    expect(await find(new Date().toISOString())).not.toContain(photo.mediaId);
    expect(await postpone(photo.mediaId, second.claim)).toEqual({ kind: "failed" });
    expect(await mediaRow(photo.mediaId)).toMatchObject({
      enrichment_status: "failed",
      enrichment_error: "rate_limited",
    });

    const support = await asStaff(database, "support");
    const retry = (id: string) => call<{ changed: boolean }>(support, "retry_understanding", id);
    expect(await retry(photo.mediaId)).toMatchObject({ changed: true });
    expect(await retry(photo.mediaId)).toMatchObject({ changed: false });
    await understand(photo, { caption: "A box." });
    await expect(retry(photo.mediaId)).rejects.toMatchObject({ code: "PT409" });
    await expect(retry(photo.messageId)).rejects.toMatchObject({ code: "PT404" });
    expect(
      await one(
        admin,
        "select count(*)::int n from audit_log where subject_id = $1",
        photo.mediaId,
      ),
    ).toEqual({ n: 1 });
    const privacy = await asStaff(database, "privacy");
    await expect(call(privacy, "retry_understanding", photo.mediaId)).rejects.toMatchObject({
      code: "42501",
    });
  });
});

describe("a turn", () => {
  const waiting = {
    ...turnSettings,
    media_kinds: ["image", "audio", "pdf"],
    media_wait_ms: 15_000,
    media_look_ms: 1_000,
  };
  const claimTurn = (sessionId: string, settings: object) =>
    call<Claimed>(service, "claim_turn_with_media", sessionId, randomUUID(), settings);
  const age = (sessionId: string, seconds: number) =>
    admin.query(
      "update chat_sessions set turn_requested_at = now() - make_interval(secs => $2) where id = $1",
      [sessionId, seconds],
    );
  type Message = { id: string; media_state: string | null };
  const messagesOf = async (turn: Claimed) =>
    (await call<{ messages: Message[] }>(service, "turn_context", turn.turn_id, 12)).messages;

  it("waits while a file of an unanswered message is fetched and looked into, and no longer", async () => {
    const photo = await send("image", { isStored: false });
    const fetching = await claimTurn(photo.sessionId, waiting);
    expect(fetching).toMatchObject({ kind: "wait", reason: "media" });
    expect(Date.parse(fetching.until ?? "") - Date.now()).toBeLessThanOrEqual(1_000);
    await store(photo.mediaId);
    expect((await claimTurn(photo.sessionId, waiting)).reason).toBe("media");
    await understand(photo, { caption: "A torn box." });
    const turn = await claimTurn(photo.sessionId, waiting);
    expect(turn.kind).toBe("claimed");
    expect((await messagesOf(turn)).at(-1)).toMatchObject({ media_state: null });
  });

  it("goes on without after the time allowed, and is told that nobody could look", async () => {
    const photo = await send("image");
    const note = await send("audio", { phone: photo.phone, isStored: false });
    await age(photo.sessionId, 14.5);
    const last = await claimTurn(photo.sessionId, waiting);
    expect(last.reason).toBe("media");
    expect(Date.parse(last.until ?? "") - Date.now()).toBeLessThanOrEqual(500);
    await age(photo.sessionId, 15);
    const turn = await claimTurn(photo.sessionId, waiting);
    expect(turn.kind).toBe("claimed");
    expect((await messagesOf(turn)).map((each) => each.media_state)).toEqual([
      "waiting",
      "waiting",
    ]);
    await admin.query("update chat_media set status = 'expired' where id = $1", [note.mediaId]);
    const begun = await begin(photo.mediaId);
    await save(photo.mediaId, begun.claim, { status: "failed", reason: "refused" });
    expect((await messagesOf(turn)).map((each) => each.media_state)).toEqual([
      "not_understood",
      "unavailable",
    ]);
  });

  it("does not wait for what nobody will look into, nor for a file put off beyond the time allowed", async () => {
    const sheet = await send("sheet", { isStored: false });
    expect((await claimTurn(sheet.sessionId, waiting)).kind).toBe("claimed");
    const photo = await send("image");
    const without = { ...waiting, media_kinds: ["audio"] };
    const begun = await begin(photo.mediaId);
    await postpone(photo.mediaId, begun.claim, { retry_after_ms: 60_000 });
    expect((await claimTurn(photo.sessionId, waiting)).kind).toBe("claimed");
    const other = await send("image");
    expect((await claimTurn(other.sessionId, without)).kind).toBe("claimed");
  });

  it("that began anew waits for the photo that came meanwhile", async () => {
    const photo = await send("image");
    await understand(photo, { caption: "A torn box." });
    const turn = await claimTurn(photo.sessionId, waiting);
    const due = () =>
      call<string | null>(service, "turn_media_due", turn.turn_id, turn.fence, waiting);
    expect(await due()).toBeNull();
    const second = await send("image", { phone: photo.phone });
    expect(await due()).not.toBeNull();
    await understand(second, { caption: "A label." });
    expect(await due()).toBeNull();
  });
});
