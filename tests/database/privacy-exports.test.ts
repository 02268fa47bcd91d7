import { randomUUID } from "node:crypto";
import type pg from "pg";
import { beforeAll, describe, expect, it } from "vitest";
import { ingest, messageItem, one, startConversation } from "./scenario";
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

const lease = 60_000;
type Claim = { claim: string; customer_id: string; object_path: string } | null;
const hash = () => randomUUID().replaceAll("-", "").repeat(2);

/** An access request of a customer who wrote `texts`, proved, with an archive that waits to be built. */
async function startExport(texts: readonly string[] = ["Hello"]) {
  const { phone, sessionId } = await startConversation(service, { text: texts[0] ?? "Hello" });
  for (const text of texts.slice(1)) await ingest(service, messageItem({ phone, text }));
  const { customer_id: customerId } = await one<{ customer_id: string }>(
    admin,
    "select customer_id from chat_sessions where id = $1",
    sessionId,
  );
  const { id } = await call<{ id: string }>(
    privacy,
    "open_privacy_request_by_staff",
    ...[customerId, "access", "email", new Date().toISOString(), "All of it", randomUUID()],
  );
  await expect(call(privacy, "start_privacy_export", id)).rejects.toMatchObject({
    message: "identity_not_proved",
  });
  await call(privacy, "record_identity_check", id, "document", "Passport seen at the desk");
  const exportId = await call<string>(privacy, "start_privacy_export", id);
  return { id, exportId, customerId, phone, sessionId };
}
const claimOf = (exportId: string) => call<Claim>(service, "claim_privacy_export", exportId, lease);
async function build(exportId: string) {
  const claim = await claimOf(exportId);
  const done = [exportId, claim?.claim, 1000, hash(), 0];
  expect(await call(service, "finish_privacy_export", ...done)).toBe(true);
}
async function link(exportId: string) {
  const linkHash = hash();
  await call(privacy, "link_privacy_export", exportId, linkHash, null);
  return linkHash;
}
const download = (linkHash: string) =>
  call<{ kind: string }>(service, "begin_export_download", linkHash);

describe("an archive", () => {
  it("is one at a time, built by one run, again after a run that died, five times at most", async () => {
    const { id, exportId } = await startExport();
    expect(await call(privacy, "start_privacy_export", id)).toBe(exportId);
    const other = await database.as("service_role");
    const both = await Promise.all([
      claimOf(exportId),
      call<Claim>(other, "claim_privacy_export", exportId, lease),
    ]);
    expect(both.filter(Boolean)).toHaveLength(1);
    const stale = both.find(Boolean)?.claim;
    await admin.query("update privacy_exports set lease_until = now() where id = $1", [exportId]);
    expect(await call(service, "find_export_work")).toContain(exportId);
    const second = await claimOf(exportId);
    const late = [exportId, stale, "messages", 5, lease];
    expect(await call(service, "save_export_progress", ...late)).toBe(false);
    expect(await call(service, "finish_privacy_export", exportId, stale, 1, hash(), 0)).toBe(false);
    const mine = [exportId, second?.claim, "messages", 1, lease];
    expect(await call(service, "save_export_progress", ...mine)).toBe(true);
    for (let n = 0; n < 4; n += 1) {
      await admin.query("update privacy_exports set lease_until = now() where id = $1", [exportId]);
      await claimOf(exportId);
    }
    expect(
      await one(admin, "select state, error_code from privacy_exports where id = $1", exportId),
    ).toEqual({ state: "failed", error_code: "too_many_attempts" });
  });

  it("holds this customer's rows, every one once, a page at a time, and nobody else's", async () => {
    const texts = Array.from({ length: 7 }, (_, place) => `Mine ${place}`);
    const mine = await startExport(texts);
    const other = await startConversation(service, { text: "Theirs" });
    const staff = await asStaff(database, "support");
    await call(
      staff,
      "add_note",
      ...[randomUUID(), mine.sessionId, "A note about the person"],
    ).catch(() => undefined);
    await claimOf(mine.exportId);
    type Rows = { row: Record<string, unknown>; after: object }[];
    const seen: Record<string, unknown>[] = [];
    let after: object | null = null;
    for (;;) {
      const rows: Rows = await call(service, "export_page", mine.exportId, "messages", after, 3);
      if (rows.length === 0) break;
      expect(rows.length).toBeLessThanOrEqual(3);
      seen.push(...rows.map(({ row }) => row));
      after = rows.at(-1)?.after ?? null;
    }
    const words = seen.filter(({ from }) => from === "customer").map(({ text }) => text);
    expect(words).toEqual(texts);
    const parts = await admin.query<{ part: string }>(
      "select part from privacy_export_parts where export_id = $1",
      [mine.exportId],
    );
    expect(parts.rows).toHaveLength(10);
    for (const { part } of parts.rows) {
      const rows = await call<Rows>(service, "export_page", mine.exportId, part, null, 100);
      const text = JSON.stringify(rows);
      expect(text).not.toContain("Theirs");
      expect(text).not.toContain(other.phone);
      if (part === "profile") expect(text).toContain(mine.phone);
      if (part === "requests") expect(text).toContain("All of it");
      expect(text).not.toContain("A privacy"); // The names of staff.
      const last = rows.at(-1);
      if (last) {
        expect(
          await call(service, "export_page", mine.exportId, part, last.after, 100),
          part,
        ).toEqual([]);
      }
    }
  });

  it("is handed out by the newest link alone, ten times, ten seconds apart, audited", async () => {
    const { exportId, id } = await startExport();
    await expect(link(exportId)).rejects.toMatchObject({ message: "export_not_ready" });
    await build(exportId);
    const old = await link(exportId);
    const linkHash = await link(exportId);
    expect((await download(old)).kind).toBe("gone");
    expect((await download(linkHash)).kind).toBe("open");
    expect((await download(linkHash)).kind).toBe("too_fast");
    const later = () =>
      admin.query("update privacy_exports set last_download_at = null where id = $1", [exportId]);
    for (let n = 0; n < 9; n += 1) {
      await later();
      expect((await download(linkHash)).kind).toBe("open");
    }
    await later();
    expect((await download(linkHash)).kind).toBe("used_up");
    const audited = await one<{ n: number }>(
      admin,
      "select count(*)::int n from audit_log where subject_id = $1 and action = 'export_downloaded'",
      id,
    );
    expect(audited.n).toBe(10);
    // Only now may the request be completed.
    await call(privacy, "complete_privacy_request", id, {});
  });

  it("ends after seven days or when taken back, and its file leaves the bucket however it ends", async () => {
    const expired = await startExport();
    await build(expired.exportId);
    const linkHash = await link(expired.exportId);
    const span = await one<{ days: number }>(
      admin,
      "select extract(day from expires_at - finished_at)::int days from privacy_exports where id = $1",
      expired.exportId,
    );
    expect(span.days).toBe(7);
    await admin.query("update privacy_exports set expires_at = now() where id = $1", [
      expired.exportId,
    ]);
    expect((await download(linkHash)).kind).toBe("gone");
    const revoked = await startExport();
    const running = await claimOf(revoked.exportId);
    await call(privacy, "revoke_privacy_export", revoked.exportId);
    const done = [revoked.exportId, running?.claim, 1, hash(), 0];
    expect(await call(service, "finish_privacy_export", ...done)).toBe(false);
    const erased = await startExport();
    await build(erased.exportId);
    await call(admin, "erase_privacy_requests", erased.customerId);
    const paths = await call<string[]>(service, "expire_privacy_exports");
    for (const one of [expired, revoked, erased]) {
      expect(paths).toContain(`${one.customerId}/${one.exportId}.zip`);
    }
    expect(await call(service, "finish_export_removals", paths)).toBe(paths.length);
    expect(await call(service, "expire_privacy_exports")).toEqual([]);
    // The one that was taken back while it was built may have arrived since: it is removed once more.
    await admin.query("update privacy_export_removals set due_at = now() where removed_at is null");
    const again = [`${revoked.customerId}/${revoked.exportId}.zip`];
    expect(await call(service, "expire_privacy_exports")).toEqual(expect.arrayContaining(again));
    expect(await call(service, "finish_export_removals", again)).toBe(1);
    expect(await call(service, "expire_privacy_exports")).not.toContain(again[0]);
    const left = await one(
      admin,
      "select wish, (select count(*)::int from privacy_exports x where x.request_id = r.id) exports, (select evidence from identity_checks k where k.request_id = r.id) evidence from privacy_requests r where id = $1",
      erased.id,
    );
    expect(left).toEqual({ wish: null, exports: 0, evidence: null });
  });
});
