import { randomInt } from "node:crypto";
import { describe, expect, it } from "vitest";
import { ingest, messageItem, one, ourNumber, somePhone, someWamid } from "./scenario";
import { openTestDatabase } from "./test-database";

const database = openTestDatabase();
const someUserId = () => `UG.${randomInt(10 ** 12, 10 ** 13)}`;

const holder = async (value: string) => {
  const client = await database.superuser();
  const { rows } = await client.query<{ customer_id: string }>(
    "select customer_id from customer_identities where value = $1 and valid_to is null",
    [value],
  );
  return rows.map((row) => row.customer_id);
};
const conflicts = async (customerId: string | undefined) => {
  const client = await database.superuser();
  const { rows } = await client.query<{ kind: string; reason: string }>(
    `select kind, reason from identity_conflicts
     where customer_id = $1 or other_customer_id = $1 order by kind, reason`,
    [customerId],
  );
  return rows;
};

const userIdUpdate = (previous: string, current: string) => ({
  dedupe_key: `user_id_update:${previous}:${current}`,
  event_type: "user_id_update",
  phone_number_id: ourNumber,
  occurred_at: new Date().toISOString(),
  raw: {},
  park_reason: null,
  identity_change: { previous_wa_user_id: previous, current_wa_user_id: current },
});

describe("P6 and identities", () => {
  it("a message with both ids links them to one customer, whichever came first", async () => {
    const client = await database.as("service_role");
    const [phone, waUserId] = [somePhone(), someUserId()];
    await ingest(client, messageItem({ phone }));
    await ingest(client, messageItem({ phone, waUserId }));
    await ingest(client, messageItem({ phone: null, waUserId }));
    expect(await holder(waUserId)).toEqual(await holder(phone));
    const reader = await database.superuser();
    expect(
      await one(
        reader,
        "select count(*) n from chat_sessions where customer_id = $1",
        (await holder(phone))[0],
      ),
    ).toEqual({ n: 1 });
  });

  it("two customers whose ids appear together are flagged for review, not merged", async () => {
    const client = await database.as("service_role");
    const [phone, waUserId] = [somePhone(), someUserId()];
    await ingest(client, messageItem({ phone }), messageItem({ phone: null, waUserId }));
    await ingest(client, messageItem({ phone, waUserId }));
    await ingest(client, messageItem({ phone, waUserId }));
    const [byPhone] = await holder(phone);
    const [byUserId] = await holder(waUserId);
    expect(byPhone).not.toBe(byUserId);
    expect(await conflicts(byPhone)).toEqual([
      { kind: "wa_user_id", reason: "belongs_to_another" },
    ]);
  });

  it("a new account on a known number starts afresh: no history is shown, and a person looks", async () => {
    const client = await database.as("service_role");
    const [phone, before, after] = [somePhone(), someUserId(), someUserId()];
    await ingest(client, messageItem({ phone, waUserId: before }));
    const [first] = await holder(phone);
    await ingest(client, messageItem({ phone, waUserId: after }));
    const [second] = await holder(phone);
    expect(second).not.toBe(first);
    expect(await holder(after)).toEqual([second]);
    expect(await holder(before)).toEqual([first]);
    expect(await conflicts(first)).toEqual([{ kind: "phone", reason: "changed_without_notice" }]);
    const reader = await database.superuser();
    expect(
      await one(reader, "select count(*) n from chat_messages where customer_id = $1", second),
    ).toEqual({ n: 1 });
  });

  it("a scoped id that changes with notice is re-keyed, once, and its past stays findable", async () => {
    const client = await database.as("service_role");
    const [before, after] = [someUserId(), someUserId()];
    await ingest(client, messageItem({ phone: null, waUserId: before }));
    const [customerId] = await holder(before);
    await ingest(client, userIdUpdate(before, after));
    await ingest(client, userIdUpdate(before, after));
    expect(await holder(after)).toEqual([customerId]);
    const reader = await database.superuser();
    expect(
      await one(
        reader,
        "select valid_to is not null as ended from customer_identities where value = $1",
        before,
      ),
    ).toEqual({ ended: true });
    expect(await conflicts(customerId)).toEqual([]);
  });

  it("a change of number keeps the history and resets marketing consent", async () => {
    const client = await database.as("service_role");
    const [before, after] = [somePhone(), somePhone()];
    await ingest(client, messageItem({ phone: before }));
    const [customerId] = await holder(before);
    const admin = await database.superuser();
    await admin.query("update customers set marketing_status = 'allowed' where id = $1", [
      customerId,
    ]);
    await ingest(
      client,
      messageItem({
        phone: before,
        type: "system",
        startsTurn: false,
        effect: { kind: "identity_changed", new_phone: after, new_wa_user_id: null },
      }),
    );
    await ingest(client, messageItem({ phone: after }));
    expect(await holder(after)).toEqual([customerId]);
    expect(
      await one(admin, "select marketing_status from customers where id = $1", customerId),
    ).toEqual({
      marketing_status: "unknown",
    });
    expect(
      await one(admin, "select count(*) n from chat_messages where customer_id = $1", customerId),
    ).toEqual({ n: 3 });
  });

  it("a change to a number that another customer holds is flagged and changes nothing", async () => {
    const client = await database.as("service_role");
    const [mine, theirs] = [somePhone(), somePhone()];
    await ingest(client, messageItem({ phone: mine }), messageItem({ phone: theirs }));
    await ingest(
      client,
      messageItem({
        phone: mine,
        type: "system",
        startsTurn: false,
        effect: { kind: "identity_changed", new_phone: theirs, new_wa_user_id: null },
      }),
    );
    const [me] = await holder(mine);
    expect(await holder(theirs)).not.toContain(me);
    expect(await conflicts(me)).toEqual([{ kind: "phone", reason: "belongs_to_another" }]);
  });

  it("a number that somebody without one shares is linked to them", async () => {
    const client = await database.as("service_role");
    const [phone, waUserId] = [somePhone(), someUserId()];
    await ingest(client, messageItem({ phone: null, waUserId }));
    await ingest(
      client,
      messageItem({
        phone: null,
        waUserId,
        type: "contacts",
        effect: { kind: "identity_shared", new_phone: phone },
      }),
    );
    expect(await holder(phone)).toEqual(await holder(waUserId));
  });

  it("a customer can never be left without any identity", async () => {
    const admin = await database.superuser();
    await expect(
      admin.query("insert into customers (display_name) values ('Nobody')"),
    ).rejects.toThrow(/has no identity left/);
  });
});

describe("updates of earlier messages", () => {
  it("an edit keeps the earlier version and a revoked text is removed", async () => {
    const client = await database.as("service_role");
    const [phone, first, second] = [somePhone(), someWamid(), someWamid()];
    await ingest(
      client,
      messageItem({ phone, wamid: first, text: "ONE laptop" }),
      messageItem({ phone, wamid: second, text: "my PIN" }),
    );
    const update = (effect: object) =>
      messageItem({ phone, type: "edit", startsTurn: false, effect });
    await ingest(
      client,
      update({ kind: "edit", target_wa_message_id: first, text: "TWO laptops" }),
    );
    await ingest(client, update({ kind: "revoke", target_wa_message_id: second }));
    const reader = await database.superuser();
    const edited = await one(
      reader,
      "select text, payload from chat_messages where wa_message_id = $1",
      first,
    );
    expect(edited).toMatchObject({
      text: "TWO laptops",
      payload: { edits: [{ text: "ONE laptop" }] },
    });
    expect(
      await one(
        reader,
        "select text, rendered_text, deleted_at is not null gone from chat_messages where wa_message_id = $1",
        second,
      ),
    ).toEqual({ text: null, rendered_text: "[Message deleted by the customer]", gone: true });
  });

  it("nobody can edit, revoke or quote another customer's message", async () => {
    const client = await database.as("service_role");
    const wamid = someWamid();
    await ingest(client, messageItem({ wamid, text: "mine" }));
    const stranger = messageItem({
      type: "edit",
      startsTurn: false,
      effect: { kind: "edit", target_wa_message_id: wamid, text: "theirs" },
    });
    await ingest(client, stranger);
    const reader = await database.superuser();
    expect(
      await one(reader, "select text from chat_messages where wa_message_id = $1", wamid),
    ).toEqual({ text: "mine" });
    expect(
      await one(
        reader,
        "select reply_to from chat_messages where wa_message_id = $1",
        stranger.message.wa_message_id,
      ),
    ).toEqual({ reply_to: null });
  });

  it("a deletion, an edit and a reaction that come before their message wait for it", async () => {
    const client = await database.as("service_role");
    const reader = await database.superuser();
    const [phone, secret, order, praised] = [somePhone(), someWamid(), someWamid(), someWamid()];
    const update = (type: string, wamid: string, effect: object = {}, at?: Date) =>
      messageItem({
        ...{ phone, type, startsTurn: false, ...(at && { at }) },
        effect: { kind: type, target_wa_message_id: wamid, ...effect },
      });
    const [earlier, later] = [new Date(Date.now() - 60_000), new Date(Date.now() - 30_000)];
    await ingest(
      client,
      update("revoke", secret),
      update("edit", order, { text: "THREE laptops" }, later),
      update("edit", order, { text: "TWO laptops" }, earlier),
      update("reaction", praised, { emoji: "👍" }),
    );
    // Another customer's message never meets them.
    const foreign = await ingest(client, messageItem({ text: "of somebody else" }));
    expect(foreign.turn_session_ids).toHaveLength(1);
    const deleted = await ingest(client, messageItem({ phone, wamid: secret, text: "my PIN" }));
    expect(deleted).toMatchObject({ stored: 1, turn_session_ids: [] });
    const came = await ingest(
      client,
      messageItem({ phone, wamid: order, text: "ONE laptop" }),
      messageItem({ phone, wamid: praised, text: "Thank you" }),
    );
    expect(came.turn_session_ids).toHaveLength(1);

    const read = (wamid: string) =>
      one(
        reader,
        `select m.text, m.payload -> 'edits' edits, m.deleted_at is not null gone,
           (select array_agg(e.message_type order by e.seq) from chat_messages e where e.reply_to = m.id) "by"
         from chat_messages m where m.wa_message_id = $1`,
        wamid,
      );
    expect(await read(secret)).toEqual({ text: null, edits: null, gone: true, by: ["revoke"] });
    expect(await read(praised)).toMatchObject({ text: "Thank you", by: ["reaction"] });
    expect(await read(order)).toMatchObject({
      text: "THREE laptops",
      by: ["edit", "edit"],
      edits: [{ text: "ONE laptop" }, { text: "TWO laptops" }],
    });
    const waiting = await one(
      reader,
      "select count(*)::int n from chat_messages m where m.payload ? 'awaits' and m.session_id = (select session_id from chat_messages where wa_message_id = $1)",
      order,
    );
    expect(waiting).toEqual({ n: 0 });
  });

  it("an older edit that comes late does not replace the newer one", async () => {
    const client = await database.as("service_role");
    const [phone, wamid] = [somePhone(), someWamid()];
    const edit = (text: string, ago: number) =>
      messageItem({
        ...{ phone, type: "edit", startsTurn: false, at: new Date(Date.now() - ago) },
        effect: { kind: "edit", target_wa_message_id: wamid, text },
      });
    await ingest(
      client,
      messageItem({ phone, wamid, text: "ONE", at: new Date(Date.now() - 90_000) }),
    );
    await ingest(client, edit("THREE", 30_000));
    await ingest(client, edit("TWO", 60_000));
    expect(
      await one(
        await database.superuser(),
        "select text, payload -> 'edits' edits from chat_messages where wa_message_id = $1",
        wamid,
      ),
    ).toMatchObject({ text: "THREE", edits: [{ text: "ONE" }, { text: "TWO" }] });
  });

  it("what comes again after its event is gone is still the customer's", async () => {
    const client = await database.as("service_role");
    const reader = await database.superuser();
    const item = messageItem({ text: "hello again" });
    await ingest(client, item);
    await reader.query("delete from wa_events where dedupe_key = $1", [item.dedupe_key]);
    await ingest(client, item);
    expect(
      await one(
        reader,
        "select count(*)::int messages, bool_and(e.customer_id = m.customer_id) owned from wa_events e, chat_messages m where e.dedupe_key = $1 and m.wa_message_id = $2",
        item.dedupe_key,
        item.message.wa_message_id,
      ),
    ).toEqual({ messages: 1, owned: true });
  });
});
