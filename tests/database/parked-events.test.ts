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

  it("support reads the list without raw bodies; others and the dismissed read and change nothing", async () => {
    const { id } = await parkOne();
    const support = await asStaff(database, "support");
    const list = await call<{ id: string; raw: unknown }[]>(support, "list_parked_events");
    expect(list.find((event) => event.id === id)).toMatchObject({ raw: null });
    await expect(
      support.query("select dismiss_parked_events($1, 'x')", [[id]]),
    ).rejects.toMatchObject({ code: "42501" });
    for (const actor of [
      await asStaff(database, "privacy"),
      await asStaff(database, "admin", false),
    ]) {
      await expect(actor.query("select list_parked_events()")).rejects.toMatchObject({
        code: "42501",
      });
      await expect(actor.query("select request_reprocessing($1)", [[id]])).rejects.toMatchObject({
        code: "42501",
      });
    }
    const stranger = await database.as("authenticated", "00000000-0000-4000-8000-000000000001");
    await expect(stranger.query("select list_parked_events()")).rejects.toMatchObject({
      code: "42501",
    });
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
