import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { openStack } from "./open-stack";

const folder = join(import.meta.dirname, "../fixtures/payloads");
const files = readdirSync(folder)
  .filter((file) => file.endsWith(".json"))
  .sort();

const { running } = openStack({ env: { REPLY_QUIET_WINDOW_MS: "300" } });

/** When the samples were composed; their times are moved so that this moment is a minute ago. */
const composedAt = 1_795_330_800;

/** One shift for the whole run: a repeated delivery is the same bytes. */
const startedAt = Date.now();

function moved(text: string): string {
  const shift = Math.floor(startedAt / 1_000) - 60 - composedAt;
  const aMinuteAgo = new Date(startedAt - 60_000).toISOString().slice(0, 19);
  return text
    .replaceAll(/("timestamp":\s*"?)(\d{10})\b/g, (_, key, time) => `${key}${Number(time) + shift}`)
    .replaceAll(/2026-11-22([ T])0\d:\d\d:\d\d/g, (_, separator: string) =>
      aMinuteAgo.replace("T", separator),
    );
}

const refused = new Map([
  ["malformed-array-root.json", 400],
  ["malformed-truncated.json", 400],
]);

/** What each file leaves parked, by reason. */
const parked = {
  "batch-one-bad-item.json": 1,
  "hostile-foreign-phone-number-id.json": 1,
  "malformed-bad-phone.json": 1,
  "malformed-empty-object.json": 1,
  "malformed-no-id.json": 1,
  "malformed-no-sender.json": 1,
};

/** wamids that must each have exactly one row, with the type they are stored as. */
function messagesIn(text: string): { id: string; type: string }[] {
  return [
    ...text.matchAll(/"id":\s*"(wamid\.[^"]+)",\s*"timestamp":\s*"?[^"]+"?,\s*"type":\s*"(\w+)"/g),
  ].map(([, id = "", type = ""]) => ({ id, type }));
}

describe("every sample payload, twice, in random order", () => {
  it("is answered as its format asks, leaves no 5xx and no duplicate row", async () => {
    const [order] = fc.sample(
      fc.shuffledSubarray([...files, ...files], { minLength: files.length * 2 }),
      { numRuns: 1, seed: 20_261_122 },
    );
    for (const file of order ?? []) {
      const answer = await running().post(moved(readFileSync(join(folder, file), "utf8")));
      expect([file, answer.status]).toEqual([file, refused.get(file) ?? 200]);
    }
    const { database } = running();
    const rows = await database
      .from("chat_messages")
      .select("wa_message_id, message_type, rendered_text, direction");
    const byId = Map.groupBy(rows.data ?? [], (row) => row.wa_message_id);
    for (const file of files) {
      if (refused.has(file) || file in parked || file === "group-text.json") continue;
      for (const { id, type } of messagesIn(readFileSync(join(folder, file), "utf8"))) {
        expect([file, byId.get(id)?.map((row) => row.message_type)]).toEqual([file, [type]]);
        expect(byId.get(id)?.[0]?.rendered_text).toBeTruthy();
      }
    }
    const parkedRows = await database
      .from("wa_events")
      .select("park_reason")
      .eq("status", "parked");
    expect(parkedRows.data).toHaveLength(Object.keys(parked).length);
    expect(parkedRows.data?.map((row) => row.park_reason)).not.toContain("handling_failed");
  });
});

describe("identity", () => {
  it("the six envelopes of one text made one message of one customer, known by number and scoped id", async () => {
    const { database } = running();
    const identity = await database
      .from("customer_identities")
      .select("customer_id")
      .eq("value", "+256700000101")
      .is("valid_to", null);
    expect(identity.data).toHaveLength(1);
    const { id } = JSON.parse(readFileSync(join(folder, "text.json"), "utf8")).data.data.value
      .messages[0];
    const text = await database.from("chat_messages").select("id").eq("wa_message_id", id);
    expect(text.data).toHaveLength(1);
  });

  it("a group message is kept as an event and opens nothing", async () => {
    const group = JSON.parse(readFileSync(join(folder, "group-text.json"), "utf8"));
    const [{ id }] = group.data.data.value.messages;
    const { database } = running();
    const event = await database
      .from("wa_events")
      .select("event_type")
      .eq("dedupe_key", `message:${id}`)
      .maybeSingle();
    const message = await database.from("chat_messages").select("id").eq("wa_message_id", id);
    expect(message.data).toEqual([]);
    const groups = await database.from("wa_events").select("event_type").eq("event_type", "group");
    expect(event.data?.event_type ?? groups.data?.[0]?.event_type).toBe("group");
  });
});
