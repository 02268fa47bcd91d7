import { randomInt, randomUUID } from "node:crypto";
import type pg from "pg";
import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { ingest, messageItem, one } from "./scenario";
import { asStaff } from "./staff-actor";
import { call, openTestDatabase } from "./test-database";

const database = openTestDatabase();
let service: pg.Client;
let admin: pg.Client;
beforeAll(async () => {
  service = await database.as("service_role");
  admin = await database.superuser();
});

type Claimed = { kind: string; media_id: string; claim: string };
const lease = 60_000;
const soon = (ms: number) => new Date(Date.now() + ms).toISOString();
const claim = (id: string, at = soon(0), client = service) =>
  call<Claimed>(client, "claim_media_fetch", id, lease, at);
const limits = {
  pauses_ms: [5_000, 20_000],
  max_attempts: 4,
  max_age_hours: 72,
  final_status: "failed",
};
const fail = (media: Claimed, failure: object, at = soon(0)) =>
  call<{ status: string; pause_ms: number | null }>(
    service,
    "settle_media_failure",
    media.media_id,
    media.claim,
    { ...limits, status: null, retry_after_ms: 0, ...failure },
    at,
  );
const file = { size: 1_000, checksum: "ab".repeat(32), mime_type: "image/jpeg" };

type Row = {
  status: string;
  error: string | null;
  storage_path: string | null;
  attempts: number;
  next_attempt_at: Date | null;
  expires_at: Date | null;
  downloaded_at: Date | null;
};
const row = (id: string) => one<Row>(admin, "select * from chat_media where id = $1", id);

/** A photo as intake stores it. */
async function photo(at = new Date()) {
  const item = messageItem({ type: "image", at });
  const media = {
    wa_media_id: String(randomInt(1e9)),
    mime_type: "image/jpeg",
    file_name: null,
    sha256: null,
    rejected: null,
  };
  const stored = await ingest(service, { ...item, message: { ...item.message, media } });
  const { media_message_ids } = z.object({ media_message_ids: z.array(z.string()) }).parse(stored);
  const [messageId] = media_message_ids;
  const found = await one<{ id: string; customer_id: string }>(
    admin,
    `select f.id, m.customer_id from chat_media f join chat_messages m on m.id = f.message_id where m.id = $1`,
    messageId ?? "",
  );
  return { id: found.id, messageId: messageId ?? "", customerId: found.customer_id };
}

describe("claiming a file to fetch", () => {
  it("gives a run whose answer was lost its own claim back, and another run nothing", async () => {
    const { id } = await photo();
    const asked = (run: string, ms = 0) =>
      call<Claimed>(service, "claim_media_fetch", id, lease, soon(ms), run);
    const first = await asked("run/0");
    expect(first.kind).toBe("claimed");
    expect(await asked("run/0")).toEqual(first);
    expect(await asked("other/0")).toEqual({ kind: "not_due", media_id: id });
    expect(await asked("run/1")).toEqual({ kind: "not_due", media_id: id });
    expect((await row(id)).attempts).toBe(1);
    // Once the lease is over the claim is another's, and the run that lost it has it no more.
    const other = await asked("other/0", lease + 1_000);
    expect(other).toMatchObject({ kind: "claimed" });
    expect(other.claim).not.toBe(first.claim);
    expect(await asked("run/0", lease + 2_000)).toEqual({ kind: "not_due", media_id: id });
    // A pause after a failure holds for every run, its own too.
    await fail(other, { error: "graph_unavailable" }, soon(lease + 2_000));
    expect(await asked("other/0", lease + 2_100)).toEqual({ kind: "not_due", media_id: id });
  });

  it("takes either id, decides the object's path, and lets nobody else in while the lease runs", async () => {
    const { id, messageId, customerId } = await photo();
    const first = await claim(messageId);
    expect(first).toMatchObject({ kind: "claimed", media_id: id });
    expect((await row(id)).storage_path).toBe(`${customerId}/${id}`);
    expect(await claim(id)).toEqual({ kind: "not_due", media_id: id });
    const later = await claim(id, soon(lease + 1_000));
    expect(later.kind).toBe("claimed");
    // The lost one can neither store nor fail what it no longer holds.
    expect(await call(service, "read_media_fetch", id, first.claim)).toBeNull();
    expect(await call(service, "save_media_file", id, first.claim, file)).toBe(false);
    expect(await call(service, "mark_media_stored", id, first.claim, 7)).toBe("superseded");
    expect((await fail(first, { error: "download_failed" })).status).toBe("superseded");
    expect(await claim(randomUUID())).toEqual({ kind: "gone" });
  });

  it("a file whose fetch is lost with its process five times in a row is left alone until staff ask again", async () => {
    const { id } = await photo();
    const later = (claims: number) => soon(claims * (lease + 1_000));
    for (let n = 0; n < 4; n += 1) expect((await claim(id, later(n))).kind).toBe("claimed");
    // A fetch that ends, even badly, is no lost one: counting begins anew.
    const ended = await claim(id, later(4));
    expect((await fail(ended, { error: "download_broken", max_attempts: 14 })).status).toBe(
      "pending",
    );
    for (let n = 5; n < 10; n += 1) expect((await claim(id, later(n))).kind).toBe("claimed");
    expect(await claim(id, later(10))).toEqual({
      kind: "given_up",
      media_id: id,
      error: "fetch_interrupted",
    });
    expect(await row(id)).toMatchObject({
      status: "failed",
      error: "fetch_interrupted",
      storage_path: null,
      next_attempt_at: null,
    });
    expect((await claim(id, later(11))).kind).toBe("settled");
    expect(await call(admin, "reset_media_fetch", [id], later(11))).toEqual([id]);
    for (let n = 11; n < 16; n += 1) expect((await claim(id, later(n))).kind).toBe("claimed");
    expect((await claim(id, later(16))).kind).toBe("given_up");
  });

  it("of twenty at once, one gets it", async () => {
    const { id } = await photo();
    const clients = await Promise.all(
      Array.from({ length: 20 }, () => database.as("service_role")),
    );
    const kinds = (await Promise.all(clients.map((client) => claim(id, soon(0), client)))).map(
      (each) => each.kind,
    );
    expect(kinds.filter((kind) => kind === "claimed")).toHaveLength(1);
    expect((await row(id)).attempts).toBe(1);
  });
});

describe("storing", () => {
  it("only what was verified becomes stored, with its end of retention; saying it twice is harmless", async () => {
    const { id } = await photo();
    const held = await claim(id);
    expect(await call(service, "mark_media_stored", id, held.claim, 7)).toBe("superseded");
    expect(await call(service, "save_media_file", id, held.claim, file)).toBe(true);
    expect(await call(service, "read_media_fetch", id, held.claim)).toMatchObject({
      verified_size: 1_000,
      is_deleted: false,
      message_type: "image",
    });
    expect(await call(service, "mark_media_stored", id, held.claim, 7)).toBe("stored");
    expect(await call(service, "mark_media_stored", id, held.claim, 7)).toBe("stored");
    const stored = await row(id);
    expect(stored).toMatchObject({ status: "stored", error: null, next_attempt_at: null });
    const kept = (stored.expires_at?.getTime() ?? 0) - (stored.downloaded_at?.getTime() ?? 0);
    expect(kept).toBe(7 * 24 * 60 * 60 * 1_000);
    expect(await claim(id)).toEqual({ kind: "settled", media_id: id });
  });
});

describe("failing", () => {
  it("pauses grow, a longer wait that was asked for counts, and after the last attempt it is over", async () => {
    const { id } = await photo();
    let at = 0;
    const attempt = async (failure: object) => {
      const held = await claim(id, soon(at));
      expect(held.kind).toBe("claimed");
      const settled = await fail(held, failure, soon(at));
      at += (settled.pause_ms ?? 0) + 1;
      return settled;
    };
    const broken = { error: "download_broken" };
    expect(await attempt(broken)).toEqual({ status: "pending", pause_ms: 5_000 });
    expect(await attempt({ ...broken, retry_after_ms: 90_000 })).toEqual({
      status: "pending",
      pause_ms: 90_000,
    });
    expect(await attempt(broken)).toEqual({ status: "pending", pause_ms: 20_000 });
    expect(await row(id)).toMatchObject({
      status: "pending",
      error: "download_broken",
      attempts: 3,
    });
    expect(await attempt(broken)).toEqual({ status: "failed", pause_ms: null });
    expect(await row(id)).toMatchObject({
      status: "failed",
      storage_path: null,
      next_attempt_at: null,
    });
  });

  it("three days after it was sent a file is given up, long before Meta's seven", async () => {
    const { id } = await photo(new Date(Date.now() - 73 * 60 * 60 * 1_000));
    expect((await fail(await claim(id), { error: "graph_unavailable" })).status).toBe("failed");
  });

  it.each(["rejected", "expired", "failed"])(
    "%s at once where another attempt cannot help",
    async (status) => {
      const { id, customerId } = await photo();
      const held = await claim(id);
      expect(await fail(held, { error: "type_mismatch", status })).toEqual({
        status,
        pause_ms: null,
      });
      expect(await claim(id, soon(lease * 10))).toMatchObject({ kind: "settled" });
      // Whatever an attempt may have left under the path is on its way out.
      const queued = await one<{ reason: string }>(
        admin,
        "select reason from media_objects_to_remove where path = $1",
        `${customerId}/${id}`,
      );
      expect(queued.reason).toBe("replaced");
    },
  );
});

describe("finding and retrying", () => {
  it("what is due for longer than the grace is found, longest due first; what is under way is not", async () => {
    await admin.query("update chat_media set status = 'failed', storage_path = null");
    const [first, second, busy] = [await photo(), await photo(), await photo()];
    await claim(busy.id);
    const find = async (at: string) =>
      (await call<{ fetch_media_ids: string[] }>(service, "find_media_work", 10_000, at))
        .fetch_media_ids;
    expect(await find(soon(5_000))).toEqual([]);
    expect(await find(soon(11_000))).toEqual([first.id, second.id]);
    expect(await find(soon(lease + 11_000))).toContain(busy.id);
  });

  it("a failed run tried again from the jobs page has the file fetched anew, whichever id it ran under", async () => {
    const person = await asStaff(database, "admin");
    const { id, messageId } = await photo();
    await fail(await claim(id), { error: "unauthorised", status: "failed" });
    await admin.query(
      `insert into job_runs (run_id, function_id, subject_kind, subject_id, state, started_at, finished_at, lease_until, error_class)
       values ($1, 'store-media', 'message', $2, 'failed', now(), now(), now(), 'FetchFailure')`,
      [`run-${id}`, messageId],
    );
    const retried = await call<{ retried: number }>(
      person,
      "retry_job_runs",
      [`run-${id}`],
      ["store-media"],
    );
    expect(retried.retried).toBe(1);
    expect(await row(id)).toMatchObject({ status: "pending", attempts: 0, error: null });
    expect((await claim(id, soon(1_000))).kind).toBe("claimed");
  });
});
