import { randomUUID } from "node:crypto";
import type pg from "pg";
import { beforeAll, describe, expect, it } from "vitest";
import { one, startConversation } from "./scenario";
import { asStaff } from "./staff-actor";
import { call, openTestDatabase } from "./test-database";

const database = openTestDatabase();
let service: pg.Client;
let admin: pg.Client;
let support: pg.Client;
let privacy: pg.Client;
beforeAll(async () => {
  service = await database.as("service_role");
  admin = await database.superuser();
  support = await asStaff(database, "support");
  privacy = await asStaff(database, "privacy");
});

type Queued = {
  used: boolean;
  message_ids: string[];
  messages: { media: { id: string } | null }[];
};
type Begun = { kind: string; media_id: string; storage_path: string };
type Page = { rows: { id: string; customer_id: string }[]; next: object | null };

/** A file that a customer sent, as the fetch left it. */
async function aFile(values: Record<string, unknown> = {}) {
  const { sessionId } = await startConversation(service);
  const { id: messageId, customer_id: customerId } = await one<{ id: string; customer_id: string }>(
    admin,
    "select id, customer_id from chat_messages where session_id = $1",
    sessionId,
  );
  const id = randomUUID();
  const row = {
    id,
    message_id: messageId,
    wa_media_id: "123456",
    mime_type: "image/jpeg",
    storage_path: `${customerId}/${id}`,
    file_size: 1000,
    status: "stored",
    enrichment_status: "done",
    expires_at: new Date(Date.now() + 7 * 86_400_000),
    ...values,
  };
  const names = Object.keys(row);
  await admin.query(
    `insert into chat_media (${names.join(", ")}) values (${names.map((_, n) => `$${n + 1}`).join(", ")})`,
    Object.values(row),
  );
  return { id, sessionId, customerId, messageId };
}

const list = (filter: object, before: object | null = null, limit = 50) =>
  call<Page>(
    support,
    "list_media",
    JSON.stringify(filter),
    before && JSON.stringify(before),
    limit,
  );
const idsOf = (page: Page) => page.rows.map((row) => row.id);

describe("the media page", () => {
  it("finds files by caption, transcript, document text and file name, and narrows by every filter", async () => {
    const word = `w${randomUUID().slice(0, 8)}`;
    const photo = await aFile({ caption: `A crushed box ${word}` });
    const voice = await aFile({ mime_type: "audio/ogg", transcript: `Nkusaba ${word} PX-1234` });
    const paper = await aFile({
      mime_type: "application/pdf",
      document_text: `Invoice ${word}`,
      file_name: "invoice_1142.pdf",
      expires_at: new Date(Date.now() + 3_600_000),
    });
    expect(idsOf(await list({ search: word })).sort()).toEqual(
      [photo.id, voice.id, paper.id].sort(),
    );
    expect(idsOf(await list({ search: `${word} px-1234` }))).toEqual([voice.id]);
    expect(idsOf(await list({ search: `${word} invoice_1142` }))).toEqual([paper.id]);
    expect(idsOf(await list({ search: word, type: "audio" }))).toEqual([voice.id]);
    expect(idsOf(await list({ search: word, expiring: "soon" }))).toEqual([paper.id]);
    expect(idsOf(await list({ customer_id: photo.customerId }))).toEqual([photo.id]);
    expect(idsOf(await list({ search: "!!! &|" }))).toEqual([]);
  });

  it("finds a photo by the customer's own words with it, as they stand now, and pages through all found", async () => {
    const word = `w${randomUUID().slice(0, 8)}`;
    const sent = await aFile({ caption: "A box" });
    const seen = await aFile({ caption: `A box ${word}` });
    const say = (text: string | null, deleted: boolean) =>
      admin.query(
        "update chat_messages set message_type = 'image', text = $2, deleted_at = case when $3 then now() end where id = $1",
        [sent.messageId, text, deleted],
      );
    await say(`Look at this: ${word}-Banana!`, false);
    expect(idsOf(await list({ search: word })).sort()).toEqual([sent.id, seen.id].sort());
    const first = await list({ search: word }, null, 1);
    const second = await list({ search: word }, first.next, 1);
    expect([...idsOf(first), ...idsOf(second)].sort()).toEqual([sent.id, seen.id].sort());
    expect(second.next).toBeNull();
    expect(idsOf(await list({ search: `${word} banana`, type: "image" }))).toEqual([sent.id]);
    expect(idsOf(await list({ search: `${word} banana`, type: "audio" }))).toEqual([]);
    await say(`Something else`, false);
    expect(idsOf(await list({ search: `${word} banana` }))).toEqual([]);
    await say(`${word} banana`, true);
    expect(idsOf(await list({ search: `${word} banana` }))).toEqual([]);
  });

  it("pages by keyset, each file once, and counts failures by reason", async () => {
    const error = `too_large`;
    const before = await call<{ failures: { error: string; files: number }[] }>(
      support,
      "media_figures",
    );
    const had = before.failures.find((f) => f.error === error)?.files ?? 0;
    const made = [];
    for (let n = 0; n < 3; n += 1) {
      made.push(await aFile({ status: "rejected", error, storage_path: null, expires_at: null }));
    }
    const after = await call<{ failures: { error: string; files: number }[] }>(
      support,
      "media_figures",
    );
    expect(after.failures.find((f) => f.error === error)?.files).toBe(had + 3);
    const first = await list({ error }, null, 2);
    const second = await list({ error }, first.next, 2);
    const seen = [...idsOf(first), ...idsOf(second)];
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.slice(0, 3).sort()).toEqual(made.map(({ id }) => id).sort());
  });

  it("shows what became of a file in its conversation, and tells an open one when it changes", async () => {
    const { id, sessionId } = await aFile({
      status: "pending",
      enrichment_status: "pending",
      storage_path: null,
    });
    const since = await one<{ at: string }>(
      admin,
      "select to_char(now() + interval '11 seconds', 'YYYY-MM-DD\"T\"HH24:MI:SS.USOF') at",
    );
    await admin.query(
      "update chat_messages set updated_at = now() - interval '1 hour' where session_id = $1",
      [sessionId],
    );
    type Changes = {
      messages: { media: { id: string; status: string; caption: string | null } | null }[];
    };
    const changes = () => call<Changes>(support, "session_changes", sessionId, since.at);
    expect((await changes()).messages).toEqual([]);
    await admin.query(
      "update chat_media set status = 'expired', error = 'media_expired' where id = $1",
      [id],
    );
    const now = new Date(Date.now() - 1000).toISOString();
    const { messages } = await call<Changes>(support, "session_changes", sessionId, now);
    expect(messages[0]?.media).toMatchObject({ id, status: "expired" });
  });
});

describe("trying a file again", () => {
  it("puts back what was given up, once however often it is pressed, and leaves whole files alone", async () => {
    const failed = await aFile({ status: "failed", error: "unauthorised", storage_path: null });
    const whole = await aFile();
    const dull = await aFile({ enrichment_status: "failed" });
    const ids = [failed.id, whole.id, dull.id];
    expect(await call(support, "retry_media", ids)).toEqual({
      fetch_ids: [failed.id],
      understand_ids: [dull.id],
      skipped: 1,
    });
    expect(await call(support, "retry_media", ids)).toEqual({
      fetch_ids: [],
      understand_ids: [],
      skipped: 3,
    });
    const row = await one<{ status: string; due: boolean }>(
      admin,
      "select status, next_attempt_at <= now() due from chat_media where id = $1",
      failed.id,
    );
    expect(row).toEqual({ status: "pending", due: true });
    await expect(call(privacy, "retry_media", ids)).rejects.toMatchObject({ code: "42501" });
  });
});

describe("opening a file", () => {
  it("gives the path of a stored file only, and notes who saved one", async () => {
    const { id, customerId } = await aFile();
    const gone = await aFile({ status: "expired", storage_path: null });
    expect(await call(privacy, "open_media", id, false)).toMatchObject({
      storage_path: `${customerId}/${id}`,
    });
    const audits = () =>
      one<{ n: number }>(
        admin,
        "select count(*)::int n from audit_log where action = 'media_downloaded' and subject_id = $1",
        id,
      );
    expect((await audits()).n).toBe(0);
    await call(support, "open_media", id, true);
    expect((await audits()).n).toBe(1);
    await expect(call(support, "open_media", gone.id, false)).rejects.toMatchObject({
      code: "PT404",
    });
  });
});

describe("a file of staff", () => {
  const begin = (sessionId: string, key: string) =>
    call<Begun>(support, "begin_staff_file", sessionId, key);
  const queue = (sessionId: string, begun: Begun, key: string, words: string[] = []) =>
    call<Queued>(
      support,
      "queue_staff_file",
      sessionId,
      JSON.stringify({
        media_id: begun.media_id,
        storage_path: begun.storage_path,
        kind: "image",
        mime_type: "image/png",
        file_name: "label.png",
        size: 10,
        checksum: "ab",
      }),
      words,
      key,
      7,
    );

  it("is queued once with its words after it, through the gate and by the one who answers alone", async () => {
    const { sessionId } = await startConversation(service);
    const key = randomUUID();
    await expect(begin(sessionId, key)).rejects.toMatchObject({ message: "not_owner" });
    await call(support, "take_over_session", sessionId);
    const begun = await begin(sessionId, key);
    const queued = await queue(sessionId, begun, key, ["Is it this one?"]);
    expect(queued).toMatchObject({
      used: true,
      messages: [{ media: { id: begun.media_id } }, { media: null }],
    });
    expect(await begin(sessionId, key)).toEqual({ kind: "again" });
    const again = await queue(sessionId, { ...begun, media_id: randomUUID() }, key, [
      "Is it this one?",
    ]);
    expect(again).toMatchObject({ used: false, message_ids: queued.message_ids });
    expect(await call(service, "media_to_send", begun.media_id)).toEqual({
      storage_path: begun.storage_path,
      file_name: "label.png",
    });
  });

  it("cannot be put under another customer's path, nor leave outside the window (P10)", async () => {
    const { sessionId } = await startConversation(service);
    await call(support, "take_over_session", sessionId);
    const begun = await begin(sessionId, randomUUID());
    const foreign = { ...begun, storage_path: `${randomUUID()}/${begun.media_id}` };
    await expect(queue(sessionId, foreign, randomUUID())).rejects.toMatchObject({ code: "22023" });
    await admin.query("update chat_sessions set wa_window_expires_at = now() where id = $1", [
      sessionId,
    ]);
    await expect(queue(sessionId, begun, randomUUID())).rejects.toMatchObject({
      message: "not_allowed",
      detail: "window_closed",
    });
    await expect(begin(sessionId, randomUUID())).rejects.toMatchObject({ detail: "window_closed" });
  });
});

describe("before files are purged", () => {
  type Preview = { customer_id: string; files: number; bytes: number; hold: object | null };
  const preview = (client: pg.Client, sessionId: string | null, customerId: string | null) =>
    call<Preview>(client, "preview_media_purge", sessionId, customerId);

  it("the privacy team sees what would go of a conversation or a customer, and the hold that forbids it", async () => {
    const { sessionId, customerId } = await aFile({ file_size: 1_500 });
    const all = { customer_id: customerId, files: 1, bytes: 1_500, conversations: 1, hold: null };
    expect(await preview(privacy, sessionId, null)).toMatchObject(all);
    expect(await preview(privacy, null, customerId)).toMatchObject(all);
    expect(await call(privacy, "customer_for_request", customerId)).toMatchObject({
      id: customerId,
      open_kinds: [],
    });
    await call(privacy, "place_legal_hold", customerId, "A matter of law", "2099-01-01");
    expect((await preview(privacy, sessionId, null)).hold).toMatchObject({
      review_on: "2099-01-01",
    });
    await expect(call(privacy, "request_media_purge", sessionId)).rejects.toMatchObject({
      code: "PT409",
      message: "legal_hold",
    });
    await expect(preview(privacy, sessionId, customerId)).rejects.toMatchObject({ code: "22023" });
    await expect(preview(privacy, null, randomUUID())).rejects.toMatchObject({ code: "PT404" });
    await expect(preview(support, sessionId, null)).rejects.toMatchObject({ code: "42501" });
    await expect(call(support, "customer_for_request", customerId)).rejects.toMatchObject({
      code: "42501",
    });
  });
});
