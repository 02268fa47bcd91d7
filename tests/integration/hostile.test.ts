import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { appLog, uncaughtIn } from "./app-log";
import {
  ourNumber,
  receivedEvent,
  someCustomer,
  someWamid,
  textEvent,
  textMessage,
} from "./customer";
import { lookUp } from "./look-up";
import { openStack } from "./open-stack";
import { samplePayload, withOwnIds } from "./sample-payload";
import { writeAs } from "./write-as";

const { stack, running } = openStack({
  env: { REPLY_QUIET_WINDOW_MS: "300", LUMINOUS_REQUESTS_PER_MINUTE: "100000" },
});
const find = lookUp(running);
const { deliver, write, isAnswered } = writeAs(running);

describe("malformed", () => {
  it.each([
    ["malformed-no-id", "missing_message_id"],
    ["malformed-no-sender", "missing_sender"],
    ["malformed-bad-phone", "invalid_sender"],
    ["hostile-foreign-phone-number-id", "foreign_phone_number_id"],
  ])("%s is parked as %s and opens nothing", async (name, reason) => {
    const sessions = await find.countSessions();
    const customer = someCustomer();
    const own = withOwnIds(samplePayload(`${name}.json`), randomUUID());
    const mark = randomUUID();
    const text = own.replaceAll("256700000101", customer.waId).replace(/"body": "/, `$&${mark} `);
    expect((await running().post(text)).status).toBe(200);
    expect((await running().post(text)).status).toBe(200);
    expect(await find.eventsWith(mark)).toMatchObject([{ status: "parked", park_reason: reason }]);
    expect(await find.countSessions()).toBe(sessions);
    expect(await running().sessionOf(customer)).toBeNull();
  });

  it("an empty list says nothing, an empty object is of unknown shape, once", async () => {
    const count = async () =>
      (await running().database.from("wa_events").select("id", { count: "exact", head: true }))
        .count;
    const before = await count();
    expect((await running().post(samplePayload("malformed-empty-messages.json"))).status).toBe(200);
    expect(await count()).toBe(before);
    for (let n = 0; n < 2; n += 1) expect((await running().post({})).status).toBe(200);
    const empty = await running().database.from("wa_events").select("park_reason").eq("raw", "{}");
    expect(empty.data).toEqual([{ park_reason: "unknown_shape" }]);
  });

  it("no event but a message: taken by content; a file without id: stored, never fetched", async () => {
    const customer = someCustomer();
    const [greeting = ""] = await deliver("malformed-no-event", customer);
    const [document = ""] = await deliver("malformed-media-no-id", customer);
    expect(await find.message(greeting)).toMatchObject({ message_type: "text", starts_turn: true });
    expect(await find.media(document)).toMatchObject({
      status: "rejected",
      error: "missing_media_id",
      wa_media_id: null,
      next_attempt_at: null,
    });
  });

  it("ids too long or with control characters, and values outside their range, cost only their item", async () => {
    const customer = someCustomer();
    const good = someWamid(customer);
    const mark = randomUUID();
    const bad = (fields: object) => ({ ...textMessage(customer, mark), ...fields });
    const event = receivedEvent(
      [customer],
      [
        bad({ id: `wamid.${"A".repeat(300)}` }),
        bad({ id: "wamid.A\u0007B" }),
        bad({ id: { $ne: null } }),
        bad({ from: "not a number" }),
        bad({ type: "text", text: [mark] }),
        textMessage(customer, "the good one", good),
      ],
    );
    const { value } = event.data.data;
    const preference = {
      wa_id: customer.waId,
      category: "marketing_messages",
      value: `maybe ${mark}`,
    };
    const status = { id: `wamid.S.${mark}`, status: "failed", errors: [{ code: 2 ** 40 }] };
    const body = {
      ...event,
      data: {
        data: {
          ...event.data.data,
          value: { ...value, user_preferences: [preference], statuses: [status] },
        },
      },
    };
    expect((await running().post(body)).status).toBe(200);
    expect(await find.message(good)).toMatchObject({ text: "the good one" });
    const reasons = (await find.eventsWith(mark)).map(
      (each) => each.park_reason ?? each.event_type,
    );
    expect(reasons.sort()).toEqual(
      [
        "invalid_item",
        "invalid_item",
        "invalid_item",
        "invalid_sender",
        "missing_message_id",
        "oversized_id",
        "status",
      ].sort(),
    );
  });
});

describe("what must not be answered", () => {
  it("old, foreign, group, own and unknown messages get no turn and no reply", async () => {
    const people = {
      old: someCustomer(),
      group: someCustomer(),
      foreign: someCustomer(),
      future: someCustomer(),
      empty: someCustomer(),
    };
    const [old = ""] = await deliver("hostile-replayed-old", people.old);
    const [group = ""] = await deliver("group-text", people.group);
    await deliver("hostile-foreign-phone-number-id", people.foreign);
    const [future = ""] = await deliver("unknown-future-type", people.future);
    await deliver("text-empty-body", people.empty);
    const us = { phone: "+256312000411", waId: "256312000411", name: "Parcelo" };
    const own = await write(us, {});
    const asked = someCustomer();
    await write(asked, {});
    await isAnswered(asked);
    expect((await running().redrive()).status).toBe(200);

    const old_row = await find.message(old);
    expect(old_row).toMatchObject({ text: "I paid, ship it", starts_turn: false });
    const session = await running().sessionOf(people.old);
    expect(Date.parse(session?.wa_window_expires_at ?? "")).toBeLessThan(
      Date.now() - 38 * 86_400_000,
    );
    expect(await find.message(future)).toMatchObject({
      message_type: "hologram",
      starts_turn: false,
    });
    expect(await running().sessionOf(people.group)).toBeNull();
    expect(await running().sessionOf(people.foreign)).toBeNull();
    expect(await running().sessionOf(us)).toBeNull();
    expect(await find.messagesWith(own)).toEqual([]);
    expect(await find.messagesWith(group)).toEqual([]);
    expect(await find.eventsWith(group)).toMatchObject([{ event_type: "group", status: "stored" }]);
    for (const customer of [...Object.values(people), us]) {
      expect(await running().sentTo(customer)).toEqual([]);
      const theirs = await running().sessionOf(customer);
      const turns = await running()
        .database.from("agent_turns")
        .select("id")
        .eq("session_id", theirs?.id ?? randomUUID());
      expect(turns.data).toEqual([]);
    }
  });

  it("a time in the future does not hold the window open", async () => {
    const customer = someCustomer();
    const inAnHour = new Date(Date.now() + 3_600_000);
    const nextYear = new Date(Date.now() + 365 * 86_400_000);
    await running().post(textEvent(customer, "an hour ahead", undefined, inAnHour));
    await running().post(textEvent(customer, "a year ahead", undefined, nextYear));
    const session = await running().sessionOf(customer);
    expect(Date.parse(session?.wa_window_expires_at ?? "")).toBeLessThanOrEqual(
      Date.now() + 86_400_000,
    );
  });

  it("the same bytes again, and the same id in another envelope, change nothing", async () => {
    const customer = someCustomer();
    const wamid = someWamid(customer);
    const event = textEvent(customer, "once", wamid);
    const { value } = event.data.data;
    await running().post(event);
    await running().post(event);
    await running().post({ entry: [{ changes: [{ field: "messages", value }] }] });
    await running().post({
      event: "message.received",
      data: { ...value, metadata: { phone_number_id: ourNumber } },
    });
    await isAnswered(customer);
    expect(await find.messagesWith(wamid)).toHaveLength(1);
    expect(await find.eventsWith(wamid)).toHaveLength(1);
    expect(await running().sentTo(customer)).toHaveLength(1);
  });
});

it("nothing of this went uncaught", () => {
  expect(uncaughtIn(appLog(stack()))).toEqual([]);
});
