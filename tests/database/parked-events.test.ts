import { describe, expect, it } from "vitest";
import {
  beginSend,
  ingest,
  messageItem,
  one,
  queuedReply,
  recordSend,
  sendSettings,
} from "./scenario";
import { asStaff } from "./staff-actor";
import { call, openTestDatabase } from "./test-database";

const database = openTestDatabase();

const parkOne = async () => {
  const client = await database.as("service_role");
  const good = messageItem();
  const parked = {
    ...good,
    dedupe_key: `parked:${good.dedupe_key}`,
    park_reason: "invalid_sender",
    message: null,
  };
  await ingest(client, parked);
  const reader = await database.superuser();
  const { id } = await one<{ id: string }>(
    reader,
    "select id from wa_events where dedupe_key = $1",
    parked.dedupe_key,
  );
  return { id, good, client, reader };
};

describe("parked events", () => {
  it("after a fix an event is handled once, however often and however much at once it is asked for", async () => {
    const { id, good, reader } = await parkOne();
    const workers = await Promise.all(Array.from({ length: 6 }, () => database.as("service_role")));
    const results = await Promise.all(
      workers.map((worker) => call(worker, "reprocess_event", id, good, sendSettings)),
    );
    expect(results.filter((result) => result.kind === "stored")).toHaveLength(1);
    expect(results.filter((result) => result.kind === "already_handled")).toHaveLength(5);
    expect(
      await one(
        reader,
        "select count(*) n from chat_messages where wa_message_id = $1",
        good.message.wa_message_id,
      ),
    ).toEqual({ n: 1 });
  });

  it("an event whose item arrived whole meanwhile is put away as a duplicate", async () => {
    const { id, good, client, reader } = await parkOne();
    await ingest(client, good);
    expect(await call(client, "reprocess_event", id, good, sendSettings)).toEqual({
      kind: "duplicate",
    });
    expect(
      await one(
        reader,
        "select count(*) n from chat_messages where wa_message_id = $1",
        good.message.wa_message_id,
      ),
    ).toEqual({ n: 1 });
  });

  it("admins dismiss with a note, and what is dismissed is not handled again", async () => {
    const { id, good, client } = await parkOne();
    const admin = await asStaff(database, "admin");
    await expect(admin.query("select dismiss_parked_events($1, ' ')", [[id]])).rejects.toThrow(
      /note/,
    );
    expect(await call(admin, "dismiss_parked_events", [id], "A test of the provider")).toBe(1);
    expect(await call(client, "reprocess_event", id, good, sendSettings)).toEqual({
      kind: "already_handled",
    });
  });

  it("a dismissal can be taken back; what was handled or was a duplicate cannot", async () => {
    const [put, done] = [await parkOne(), await parkOne()];
    const admin = await asStaff(database, "admin");
    await call(admin, "dismiss_parked_events", [put.id], "A test");
    await call(done.client, "reprocess_event", done.id, done.good, sendSettings);
    expect(await call(admin, "restore_parked_events", [put.id, done.id])).toBe(1);
    const again = await call(put.client, "reprocess_event", put.id, put.good, sendSettings);
    expect(again.kind).toBe("stored");
  });

  it("two people who ask at once ask once, and what stays parked can be asked for again", async () => {
    const { id, client } = await parkOne();
    const admins = await Promise.all(Array.from({ length: 4 }, () => asStaff(database, "admin")));
    const asked = await Promise.all(
      admins.map((admin) => call<string[]>(admin, "request_reprocessing", [id])),
    );
    expect(asked.flat()).toEqual([id]);
    const [admin] = admins;
    if (!admin) throw new Error("No admin");
    expect(await call(admin, "parked_progress", [id])).toMatchObject({ waiting: 1 });
    // Nothing in the raw body can be read: it stays, and the request is answered.
    expect(await call(client, "reprocess_event", id, null, sendSettings)).toEqual({
      kind: "still_parked",
      reason: "invalid_sender",
    });
    expect(await call(admin, "parked_progress", [id])).toMatchObject({
      waiting: 0,
      still_parked: 1,
    });
    expect(await call(admin, "request_reprocessing", [id])).toEqual([id]);
  });

  it("a request that no job answers is found by redrive, for a quarter of an hour", async () => {
    const { id, client } = await parkOne();
    const admin = await asStaff(database, "admin");
    await call(admin, "request_reprocessing", [id]);
    const found = (minutes: number) =>
      call<string[]>(
        client,
        "find_requested_reprocessing",
        new Date(Date.now() + minutes * 60_000).toISOString(),
      );
    expect(await found(0)).not.toContain(id);
    expect(await found(2)).toContain(id);
    expect(await found(20)).not.toContain(id);
  });

  it("the list pages by keyset and narrows by reason, type and what became of an event", async () => {
    const parked = [await parkOne(), await parkOne(), await parkOne()];
    const admin = await asStaff(database, "admin");
    const [first] = parked;
    if (!first) throw new Error("Nothing parked");
    await call(first.client, "reprocess_event", first.id, first.good, sendSettings);
    type Page = { rows: { id: string; park_reason: string }[]; next: object | null };
    const ids = async (filter: object) => {
      const found: string[] = [];
      let before: object | null = null;
      do {
        const page: Page = await call<Page>(admin, "list_parked_events", filter, before, 1);
        found.push(...page.rows.map((row) => row.id));
        before = page.next;
      } while (before);
      return found;
    };
    const waiting = await ids({ reason: "invalid_sender", type: "message" });
    expect(new Set(waiting).size).toBe(waiting.length);
    expect(waiting).toEqual(expect.arrayContaining(parked.slice(1).map(({ id }) => id)));
    expect(waiting).not.toContain(first.id);
    expect(await ids({ status: "stored" })).toContain(first.id);
    expect(await ids({ reason: "unknown_shape" })).toEqual([]);
  });

  it("a body shows its shape and no value; opening it is an admin's act on the record", async () => {
    const { id, reader } = await parkOne();
    const raw = {
      event: "message.received",
      "256772000418": { deep: "x" },
      data: {
        contacts: [{ wa_id: "256772000418", profile: { name: "Namukasa Ruth" } }],
        messages: [
          {
            id: "wamid.HBgM",
            type: "text",
            timestamp: "1790000000",
            text: { body: "Where is my parcel?" },
          },
          {
            type: "location",
            location: { latitude: 0.3476, longitude: 32.5825 },
            value: "ruth@example.com",
          },
        ],
      },
    };
    await reader.query("update wa_events set raw = $2 where id = $1", [id, JSON.stringify(raw)]);
    const admin = await asStaff(database, "admin");
    const { body } = await call<{ body: object }>(admin, "read_parked_event", id);
    expect(JSON.stringify(body)).not.toMatch(/2567|Ruth|wamid|parcel|0\.34|32\.5|example/i);
    expect(body).toMatchObject({
      event: "message.received",
      data: {
        contacts: [{ wa_id: "••• 12 characters", profile: { name: "••• 13 characters" } }],
        messages: [{ type: "text", timestamp: "1790000000" }, { type: "location" }],
      },
    });
    expect(await call(admin, "reveal_parked_event", id)).toEqual(raw);
    expect(
      await one(
        reader,
        "select count(*) n from audit_log where action = 'parked_event_revealed' and subject_id = $1",
        id,
      ),
    ).toEqual({ n: 1 });
    await expect(
      admin.query("select raw from wa_events where id = $1", [id]),
    ).rejects.toMatchObject({
      code: "42501",
    });
  });

  it("a body nested without end is cut, not refused", async () => {
    const { id, reader } = await parkOne();
    await reader.query(
      "update wa_events set raw = (repeat('{\"a\":', 900) || '1' || repeat('}', 900))::jsonb where id = $1",
      [id],
    );
    const admin = await asStaff(database, "admin");
    expect(JSON.stringify(await call(admin, "read_parked_event", id))).toContain(
      "deeper than shown",
    );
  });

  it("are for admins: everybody else reads and changes nothing", async () => {
    const { id } = await parkOne();
    for (const actor of [
      await asStaff(database, "support"),
      await asStaff(database, "privacy"),
      await asStaff(database, "admin", false),
      await database.as("authenticated", "00000000-0000-4000-8000-000000000001"),
      await database.as("anon"),
    ]) {
      for (const sql of [
        "select list_parked_events()",
        `select read_parked_event('${id}')`,
        `select reveal_parked_event('${id}')`,
        `select request_reprocessing(array['${id}'::uuid])`,
        `select dismiss_parked_events(array['${id}'::uuid], 'x')`,
        `select restore_parked_events(array['${id}'::uuid])`,
        `select parked_progress(array['${id}'::uuid])`,
        `select find_requested_reprocessing()`,
      ]) {
        await expect(actor.query(sql), sql).rejects.toMatchObject({ code: "42501" });
      }
    }
  });
});

describe("failed sends", () => {
  it("are queued again as a new attempt; a send in doubt never is", async () => {
    const client = await database.as("service_role");
    const [failed, unknown] = [await queuedReply(client), await queuedReply(client)];
    const refused = { kind: "failed", error_code: 131026, reason: "refused", retry: false };
    await recordSend(client, (await beginSend(client, failed.messageId)).attempt_id, refused);
    await recordSend(client, (await beginSend(client, unknown.messageId)).attempt_id, {
      kind: "unknown",
      reason: "timed_out",
    });
    const support = await asStaff(database, "support");
    const retried = await call(support, "retry_failed_sends", [
      failed.messageId,
      unknown.messageId,
    ]);
    expect(retried).toEqual([failed.messageId]);
    expect(await call(support, "retry_failed_sends", [failed.messageId])).toEqual([]);
    const reader = await database.superuser();
    await reader.query("update chat_sessions set owner = 'bot' where id = $1", [failed.sessionId]);
    expect(await beginSend(client, failed.messageId)).toMatchObject({
      kind: "send",
      attempt_no: 2,
    });
  });
});
