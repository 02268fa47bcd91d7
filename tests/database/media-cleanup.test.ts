import { randomUUID } from "node:crypto";
import type pg from "pg";
import { describe, expect, it } from "vitest";
import { ingest, messageItem, one, somePhone } from "./scenario";
import { asStaff } from "./staff-actor";
import { call, openTestDatabase } from "./test-database";

const database = openTestDatabase();
const bucket = "chat-media";
const settings = { interval_minutes: 60, retention_days: 7, bucket };
type Batch = { state: string; paths: string[] };

/** A customer's message with a file: its row, and its object unless told otherwise. */
async function storedMedia(
  admin: pg.Client,
  { phone = somePhone(), row = {}, hasObject = true, objectAge = "2 hours" } = {},
) {
  const service = await database.as("service_role");
  const item = messageItem({ phone, startsTurn: false });
  await ingest(service, item);
  const {
    id: messageId,
    customer_id: customerId,
    session_id: sessionId,
  } = await one<{ id: string; customer_id: string; session_id: string }>(
    admin,
    "select id, customer_id, session_id from chat_messages where wa_message_id = $1",
    item.message.wa_message_id,
  );
  const id = randomUUID();
  const path = `${customerId}/${id}.jpg`;
  const columns = {
    id,
    message_id: messageId,
    wa_media_id: "123",
    storage_path: path,
    status: "stored",
    downloaded_at: "2020-01-01",
    expires_at: null,
    ...row,
  };
  await admin.query(
    `insert into chat_media (${Object.keys(columns).join(", ")}) values (${Object.keys(columns)
      .map((_, n) => `$${n + 1}`)
      .join(", ")})`,
    Object.values(columns),
  );
  if (hasObject) await putObject(admin, path, objectAge);
  return { id, path, phone, customerId, sessionId, messageId };
}

const putObject = (admin: pg.Client, path: string, age = "2 hours") =>
  admin.query(
    "insert into storage.objects (bucket_id, name, created_at, updated_at) values ($1, $2, now() - $3::interval, now() - $3::interval)",
    [bucket, path, age],
  );

/** Drives a run as the job does, with a bucket that removes what it is told, except `stuck`. */
async function clean(admin: pg.Client, trigger = "command", stuck: string[] = []) {
  const service = await database.as("service_role");
  const id = await call<string | null>(service, "claim_media_cleanup", settings, trigger);
  if (id === null) return null;
  for (;;) {
    const { state, paths } = await call<Batch>(service, "advance_media_cleanup", id, 3);
    if (paths.length > 0) {
      await removeFromBucket(
        admin,
        paths.filter((path) => !stuck.includes(path)),
      );
      await call(service, "note_objects_removed", id, paths);
    }
    if (state !== "running") break;
  }
  return call<Record<string, number | string>>(service, "read_media_cleanup", id);
}

async function removeFromBucket(admin: pg.Client, paths: string[]) {
  await admin.query("begin");
  await admin.query("set local storage.allow_delete_query = 'true'");
  await admin.query("delete from storage.objects where bucket_id = $1 and name = any ($2)", [
    bucket,
    paths,
  ]);
  await admin.query("commit");
}

const inBucket = async (admin: pg.Client, path: string) =>
  (
    await admin.query("select 1 from storage.objects where bucket_id = $1 and name = $2", [
      bucket,
      path,
    ])
  ).rowCount === 1;
const mediaRow = async (admin: pg.Client, id: string) =>
  (await admin.query("select status, error, next_attempt_at from chat_media where id = $1", [id]))
    .rows[0] ?? null;

describe("retention of media", () => {
  it("over-age media is gone from table and bucket, in as many batches as it takes; the rest stays", async () => {
    const admin = await database.superuser();
    const phone = somePhone();
    const over = [];
    for (let n = 0; n < 7; n += 1)
      over.push(
        await storedMedia(admin, {
          phone,
          row: { downloaded_at: new Date(), expires_at: "2020-02-01" },
        }),
      );
    const shortened = await storedMedia(admin, { row: { expires_at: "2099-01-01" } });
    const young = await storedMedia(admin, {
      row: { downloaded_at: new Date(), expires_at: "2099-01-01" },
    });
    const rejected = await storedMedia(admin, {
      row: {
        status: "rejected",
        storage_path: null,
        downloaded_at: null,
        created_at: "2020-01-01",
      },
      hasObject: false,
    });
    const run = await clean(admin);
    expect(run).toMatchObject({
      state: "finished",
      rows_removed: 9,
      objects_removed: 8,
      orphans_found: 0,
    });
    for (const gone of [...over, shortened, rejected]) {
      expect(await mediaRow(admin, gone.id)).toBeNull();
      expect(await inBucket(admin, gone.path)).toBe(false);
    }
    expect(await mediaRow(admin, young.id)).toMatchObject({ status: "stored" });
    expect(await inBucket(admin, young.path)).toBe(true);
    const { text } = await one<{ text: string }>(
      admin,
      "select rendered_text as text from chat_messages where id = $1",
      over[0]?.messageId,
    );
    expect(text).toBe("Hello");
  });

  it("a file that Storage kept all the same is not called removed, and is tried again", async () => {
    const admin = await database.superuser();
    const { path } = await storedMedia(admin);
    expect(await clean(admin, "command", [path])).toMatchObject({
      rows_removed: 1,
      objects_removed: 0,
    });
    expect(await inBucket(admin, path)).toBe(true);
    await admin.query("update media_objects_to_remove set due_at = now() where path = $1", [path]);
    expect(await clean(admin)).toMatchObject({ objects_removed: 1 });
    expect(await inBucket(admin, path)).toBe(false);
  });

  it("a file that a row points to again is kept, and does not hide those behind it in the queue", async () => {
    const admin = await database.superuser();
    const kept = [];
    for (let n = 0; n < 4; n += 1)
      kept.push(await storedMedia(admin, { row: { downloaded_at: new Date() } }));
    const gone = await storedMedia(admin, { row: { downloaded_at: new Date() } });
    await admin.query("delete from chat_media where id = $1", [gone.id]);
    for (const { path } of kept) {
      await admin.query(
        "insert into media_objects_to_remove (path, due_at) values ($1, now() - interval '1 hour')",
        [path],
      );
    }
    expect(await clean(admin)).toMatchObject({ state: "finished", objects_removed: 1 });
    for (const { path } of kept) expect(await inBucket(admin, path)).toBe(true);
    expect(await inBucket(admin, gone.path)).toBe(false);
    const { rows } = await admin.query(
      "select 1 from media_objects_to_remove where path = any ($1)",
      [kept.map(({ path }) => path)],
    );
    expect(rows).toEqual([]);
  });

  it("no way of deleting a row leaves its file: session, message, customer; nor does a new path", async () => {
    const admin = await database.superuser();
    const [a, b, c, d] = [
      await storedMedia(admin),
      await storedMedia(admin),
      await storedMedia(admin),
      await storedMedia(admin, { row: { downloaded_at: new Date() } }),
    ];
    await admin.query("delete from chat_messages where id = $1", [a.messageId]);
    await admin.query("delete from chat_sessions where id = $1", [b.sessionId]);
    await admin.query("select set_config('parcelo.erasing', $1, false)", [c.customerId]);
    await admin.query("delete from customers where id = $1", [c.customerId]);
    await admin.query("update chat_media set storage_path = $2 where id = $1", [
      d.id,
      `${d.path}.new`,
    ]);
    await putObject(admin, `${d.path}.new`);
    // Nobody asked for a run; the tick finds files waiting and does no more than those.
    await clean(admin, "command");
    for (const { path } of [a, b, c, d]) expect(await inBucket(admin, path)).toBe(false);
    expect(await inBucket(admin, `${d.path}.new`)).toBe(true);
  });

  it("a row deleted while its upload runs is followed by a second look", async () => {
    const admin = await database.superuser();
    const media = await storedMedia(admin, {
      row: { status: "pending", downloaded_at: null },
      hasObject: false,
    });
    await admin.query("delete from chat_messages where id = $1", [media.messageId]);
    await clean(admin);
    await putObject(admin, media.path, "0 seconds");
    await admin.query(
      "update media_objects_to_remove set due_at = now() where path = $1 and removed_at is null",
      [media.path],
    );
    await clean(admin);
    expect(await inBucket(admin, media.path)).toBe(false);
  });
});

describe("orphans", () => {
  it("a file without a row goes, unless it is young or its fetch is under way", async () => {
    const admin = await database.superuser();
    const known = await storedMedia(admin, { row: { downloaded_at: new Date() } });
    const fetching = await storedMedia(admin, {
      row: { status: "pending", storage_path: null, downloaded_at: null },
      hasObject: false,
    });
    const names = {
      orphan: `${randomUUID()}/${randomUUID()}.jpg`,
      stray: "zzz",
      young: `${randomUUID()}/${randomUUID()}`,
    };
    await putObject(admin, names.orphan);
    await putObject(admin, names.stray);
    await putObject(admin, names.young, "59 minutes");
    await putObject(admin, fetching.path);
    const run = await clean(admin);
    expect(run).toMatchObject({ orphans_found: 2, objects_removed: 2 });
    expect(await inBucket(admin, names.orphan)).toBe(false);
    expect(await inBucket(admin, names.stray)).toBe(false);
    for (const path of [names.young, known.path, fetching.path])
      expect(await inBucket(admin, path)).toBe(true);
  });

  it("a row without its file says so: fetched anew while Meta has it, else failed", async () => {
    const admin = await database.superuser();
    const lost = { hasObject: false };
    const young = await storedMedia(admin, {
      ...lost,
      row: { downloaded_at: new Date(Date.now() - 3_600_000) },
    });
    const old = await storedMedia(admin, {
      ...lost,
      row: {
        downloaded_at: new Date(Date.now() - 3_600_000),
        created_at: new Date(Date.now() - 7.1 * 86_400_000),
      },
    });
    const ours = await storedMedia(admin, {
      ...lost,
      row: { downloaded_at: new Date(Date.now() - 3_600_000), wa_media_id: null },
    });
    const justNow = await storedMedia(admin, { ...lost, row: { downloaded_at: new Date() } });
    expect(await clean(admin)).toMatchObject({ missing_found: 3, refetches: 1 });
    expect(await mediaRow(admin, young.id)).toMatchObject({
      status: "pending",
      error: "object_missing",
      next_attempt_at: expect.any(Date),
    });
    expect(await mediaRow(admin, old.id)).toEqual({
      status: "failed",
      error: "object_missing",
      next_attempt_at: null,
    });
    expect(await mediaRow(admin, ours.id)).toEqual({
      status: "failed",
      error: "object_missing",
      next_attempt_at: null,
    });
    expect(await mediaRow(admin, justNow.id)).toMatchObject({ status: "stored" });
  });
});

describe("a bucket that is not there", () => {
  it("says nothing about the files: no row is called lost", async () => {
    const admin = await database.superuser();
    const kept = await storedMedia(admin, {
      row: { downloaded_at: new Date(Date.now() - 3_600_000) },
    });
    await expect(
      call(admin, "sweep_missing_objects", ...["chat-mediaa", null, new Date().toISOString(), 100]),
    ).rejects.toMatchObject({ message: "media_bucket_missing" });
    expect(await mediaRow(admin, kept.id)).toMatchObject({ status: "stored", error: null });
  });
});

describe("when", () => {
  it("the tick runs only when the interval has passed, or for what waits; two never run at once", async () => {
    const admin = await database.superuser();
    const service = await database.as("service_role");
    await clean(admin);
    expect(await call(service, "claim_media_cleanup", settings, "schedule")).toBeNull();
    const later = new Date(Date.now() + 61 * 60_000).toISOString();
    const { path } = await storedMedia(admin);
    await admin.query("delete from chat_media where storage_path = $1", [path]);
    expect(await clean(admin, "schedule")).toMatchObject({
      trigger: "queue",
      objects_removed: 1,
      orphans_found: 0,
    });
    const id = await call<string>(service, "claim_media_cleanup", settings, "schedule", later);
    expect(id).toMatch(/^[0-9a-f-]{36}$/);
    expect(await call(service, "claim_media_cleanup", settings, "command")).toBeNull();
    await admin.query(
      "update media_cleanup_runs set heartbeat_at = now() - interval '3 minutes' where id = $1",
      [id],
    );
    expect(await clean(admin, "start")).toMatchObject({ id, state: "finished" });
  });
});

describe("a legal hold", () => {
  it("keeps row and file past their time, and a purge of theirs is refused", async () => {
    const [admin, privacy] = [await database.superuser(), await asStaff(database, "privacy")];
    const held = await storedMedia(admin, { row: { expires_at: "2020-02-01" } });
    const free = await storedMedia(admin, { row: { expires_at: "2020-02-01" } });
    await call(privacy, "place_legal_hold", held.customerId, "Claim about a parcel", "2099-01-01");
    await expect(call(privacy, "request_media_purge", null, held.customerId)).rejects.toMatchObject(
      { code: "PT409", message: "legal_hold" },
    );
    await expect(call(privacy, "request_media_purge", held.sessionId)).rejects.toMatchObject({
      code: "PT409",
    });
    await expect(call(privacy, "request_media_purge", null, null, [held.id])).rejects.toMatchObject(
      { code: "PT409" },
    );
    await clean(admin);
    expect(await mediaRow(admin, held.id)).toMatchObject({ status: "stored" });
    expect(await inBucket(admin, held.path)).toBe(true);
    expect(await mediaRow(admin, free.id)).toBeNull();
  });
});

describe("purge on demand", () => {
  it("takes the files of one conversation, of one customer, or the ones named, and nobody else's", async () => {
    const [admin, privacy] = [await database.superuser(), await asStaff(database, "privacy")];
    const young = { row: { downloaded_at: new Date() } };
    const phone = somePhone();
    const mine = [
      await storedMedia(admin, { phone, ...young }),
      await storedMedia(admin, { phone, ...young }),
    ];
    const others = [
      await storedMedia(admin, young),
      await storedMedia(admin, young),
      await storedMedia(admin, young),
    ];
    const purge = await call<{
      id: string;
      state: string;
      total: number;
      removed: number;
      objects_left: number;
    }>(privacy, "request_media_purge", mine[0]?.sessionId);
    expect(purge).toMatchObject({ state: "finished", total: 2, removed: 2, objects_left: 2 });
    await call(privacy, "request_media_purge", null, others[0]?.customerId);
    await call(privacy, "request_media_purge", null, null, [others[1]?.id]);
    await clean(admin, "schedule");
    for (const gone of [...mine, others[0], others[1]]) {
      expect(await mediaRow(admin, gone?.id ?? "")).toBeNull();
      expect(await inBucket(admin, gone?.path ?? "")).toBe(false);
    }
    expect(await mediaRow(admin, others[2]?.id ?? "")).toMatchObject({ status: "stored" });
    expect(await call(privacy, "media_purge_progress", purge.id)).toMatchObject({
      state: "finished",
      objects_left: 0,
    });
    const audited = await one<{ n: number }>(
      admin,
      "select count(*)::int as n from audit_log where subject_id = $1 and action = 'media_purge_requested' and actor_kind = 'staff'",
      purge.id,
    );
    expect(audited.n).toBe(1);
  });

  it("a large one goes on in the job, and support may not ask for any", async () => {
    const [admin, staff, support] = [
      await database.superuser(),
      await asStaff(database, "admin"),
      await asStaff(database, "support"),
    ];
    const { sessionId, customerId, messageId } = await storedMedia(admin, {
      row: { downloaded_at: new Date() },
    });
    await admin.query(
      `with m as (insert into chat_messages (session_id, customer_id, direction, author, message_type, rendered_text)
         select $1, $2, 'inbound', 'customer', 'image', '[Image]' from generate_series(1, 450) returning id)
       insert into chat_media (message_id, status, storage_path, downloaded_at) select m.id, 'stored', $2::text || '/' || m.id, now() from m`,
      [sessionId, customerId],
    );
    await expect(call(support, "request_media_purge", sessionId)).rejects.toMatchObject({
      code: "42501",
    });
    await expect(call(staff, "request_media_purge")).rejects.toMatchObject({ code: "22023" });
    await expect(call(staff, "request_media_purge", randomUUID())).rejects.toMatchObject({
      code: "PT404",
    });
    const purge = await call<{ id: string }>(staff, "request_media_purge", null, customerId);
    expect(purge).toMatchObject({ state: "running", total: 451, removed: 200 });
    await clean(admin, "schedule");
    expect(await call(staff, "media_purge_progress", purge.id)).toMatchObject({
      state: "finished",
      removed: 451,
      objects_left: 0,
    });
    expect(
      await one(admin, "select count(*)::int as n from chat_messages where id = $1", messageId),
    ).toEqual({ n: 1 });
  });
});
