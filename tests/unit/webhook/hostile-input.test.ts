import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Json } from "@/lib/supabase/database.types";
import type { IntakeItem, JsonObject } from "@/lib/webhook/intake-item";
import { isObject } from "@/lib/webhook/json-fields";
import { parseWebhook } from "@/lib/webhook/parse-webhook";
import { readJsonObject } from "@/lib/webhook/read-json-object";
import { shortestRun } from "../../shortest-run";
import {
  context,
  fixtureBytes,
  fixtureNames,
  luminous,
  messageFrom,
  ruth,
} from "./webhook-samples";

/** Every string and key of a value. */
function stringsOf(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (Array.isArray(value)) return value.flatMap(stringsOf);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [key, ...stringsOf(inner)]);
}

/** What `ingest_events()` relies on, whatever came in. */
function expectStorable(items: IntakeItem[]) {
  for (const item of items) {
    const { message, status, echo, preference, identity_change } = item;
    const refused = stringsOf(item).filter(
      (text) => !text.isWellFormed() || text.includes("\u0000"),
    );
    expect(refused).toEqual([]);
    expect(item.dedupe_key.length).toBeLessThanOrEqual(400);
    expect(item.occurred_at ?? "2026-01-01T00:00:00.000Z").toMatch(
      /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/,
    );
    const details = [message, status, echo, preference, identity_change].filter(Boolean);
    const hasDetail = !item.park_reason && !["platform", "group"].includes(item.event_type);
    expect(details).toHaveLength(hasDetail ? 1 : 0);
    if (item.event_type === "unknown") expect(item.park_reason).not.toBeNull();
    if (message) {
      expect(message.rendered_text.trim()).not.toBe("");
      expect(message.rendered_text.length).toBeLessThanOrEqual(65_536);
      expect(message.text?.length ?? 0).toBeLessThanOrEqual(65_536);
      expect(message.wa_message_id.length).toBeLessThanOrEqual(256);
      expect(message.message_type).toMatch(/^[a-z0-9_]{1,64}$/);
    }
    for (const person of [
      message?.sender,
      preference?.person,
      status?.recipient,
      echo?.recipient,
    ]) {
      if (!person) continue;
      expect(person.phone ?? person.wa_user_id).not.toBeNull();
      expect(person.phone ?? "+1234567").toMatch(/^\+[1-9]\d{6,14}$/);
      expect(person.display_name?.length ?? 1).toBeLessThanOrEqual(256);
      expect(person.display_name?.trim()).not.toBe("");
    }
    expect(JSON.parse(JSON.stringify(item))).toEqual(item);
  }
}

const names = [
  ...[
    "event",
    "data",
    "value",
    "field",
    "entry",
    "changes",
    "messages",
    "statuses",
    "contacts",
    "metadata",
  ],
  ...[
    "from",
    "id",
    "type",
    "text",
    "body",
    "timestamp",
    "phone",
    "message",
    "success",
    "context",
    "errors",
  ],
  ...["__proto__", "constructor", "toString", "hasOwnProperty", "k\u0000", "\ud800"],
];
const hostileText = fc.oneof(
  fc.string({ unit: "binary", maxLength: 12 }),
  fc.constantFrom(
    "",
    " ",
    "\u0000",
    "\ud83d",
    "STOP",
    "256700000101",
    "UG.1",
    "wamid.X",
    "message.sent",
  ),
  fc.constantFrom(
    "messages",
    "text",
    "image",
    "reaction",
    "system",
    "__proto__",
    "constructor",
    "1795330801",
  ),
  fc.constantFrom("x".repeat(300), "٣", "\u202e", "a".repeat(66_000)),
);
const hostileJson = fc.letrec<{ value: Json; object: JsonObject }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 7, depthSize: "medium" },
    hostileText,
    fc.constantFrom<Json>(null, true, false, 0, -1, 1e308, 1.5, 1795330801, [], {}),
    tie("object"),
    fc.array(tie("value"), { maxLength: 4 }),
  ),
  object: fc.dictionary(fc.oneof(fc.constantFrom(...names), hostileText), tie("value"), {
    maxKeys: 6,
  }),
}));

/** A copy of a body in which the value at the nth place is another one. */
function replaceAt(value: Json | undefined, place: { left: number }, replacement: Json): Json {
  if (place.left-- === 0) return replacement;
  if (Array.isArray(value)) return value.map((entry) => replaceAt(entry, place, replacement));
  if (!isObject(value)) return value ?? null;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, replaceAt(inner, place, replacement)]),
  );
}

const bodies = fixtureNames().flatMap((name) => {
  const read = readJsonObject(fixtureBytes(name));
  return read.ok && name !== "hostile-huge-text.json" ? [read.value] : [];
});

describe("hostile input", { timeout: 60_000 }, () => {
  test("no JSON object makes it throw or gives an item that cannot be stored", () => {
    fc.assert(
      fc.property(hostileJson.object, (body) => expectStorable(parseWebhook(body, context))),
      { seed: 20261122, numRuns: 2000 },
    );
  });

  test("no change of a real delivery does either", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...bodies),
        fc.array(fc.tuple(fc.nat(60), hostileJson.value), { minLength: 1, maxLength: 3 }),
        (body, changes) => {
          const changed = changes.reduce<Json>(
            (current, [left, replacement]) => replaceAt(current, { left }, replacement),
            body,
          );
          if (!isObject(changed)) return;
          const items = parseWebhook(changed, context);
          expectStorable(items);
          const again = items.flatMap((item) => parseWebhook(item.raw, context));
          expect(again.map((item) => item.event_type)).toEqual(
            items.map((item) => item.event_type),
          );
        },
      ),
      { seed: 20261122, numRuns: 2500 },
    );
  });

  test("every entry of a batch is one item, and the good ones are untouched by the bad", () => {
    const good = fc
      .integer({ min: 0, max: 999 })
      .map((n) => messageFrom({ id: `wamid.G${n}`, text: { body: "ok" } }));
    const bad = fc.oneof(
      hostileJson.value,
      hostileJson.object.map((object) => ({ ...messageFrom({}), ...object })),
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(good, bad), { maxLength: 20 }), (messages) => {
        const items = parseWebhook(luminous({ contacts: [ruth], messages }), context);
        expect(items).toHaveLength(messages.length);
        expectStorable(items);
        for (const [index, message] of messages.entries()) {
          if (
            !isObject(message) ||
            typeof message.id !== "string" ||
            !message.id.startsWith("wamid.G")
          )
            continue;
          expect(items[index]).toMatchObject({
            dedupe_key: `message:${message.id}`,
            message: { text: "ok" },
          });
        }
      }),
      { seed: 5, numRuns: 300 },
    );
  });

  const value = (json: string) =>
    `{"event":"message.received","data":{"data":{"value":${json},"field":"messages"}}}`;
  const one = (fields: string) =>
    value(`{"messages":[{"from":"256700000101","id":"wamid.A",${fields}}]}`);
  const many = (count: number, write: (index: number) => string) =>
    Array.from({ length: count }, (_, index) => write(index)).join(",");

  test.each<[string, string]>([
    ["90,000 empty messages", value(`{"messages":[${many(90_000, () => "{}")}]}`)],
    ["150,000 numbers as entries", `{"entry":[${many(150_000, () => "1")}]}`],
    [
      "5,000 messages of 5,000 people",
      value(
        `{"contacts":[${many(5000, (n) => `{"wa_id":"2567001${10_000 + n}"}`)}],"messages":[${many(5000, (n) => `{"from":"2567001${10_000 + n}","id":"wamid.${n}","type":"text","text":{"body":"hi"}}`)}]}`,
      ),
    ],
    [
      "12,000 statuses",
      value(`{"statuses":[${many(12_000, (n) => `{"id":"wamid.${n}","status":"sent"}`)}]}`),
    ],
    ["2.9 MB of one letter", one(`"type":"text","text":{"body":"${"a".repeat(2_900_000)}"}`)],
    ["2.9 MB of spaces", one(`"type":"text","text":{"body":"${" ".repeat(2_900_000)}"}`)],
    ["2.9 MB of line breaks", one(`"type":"text","text":{"body":"${"\\n".repeat(1_450_000)}"}`)],
    [
      "2.9 MB of combining marks",
      one(`"type":"text","text":{"body":"${"\u0301".repeat(1_450_000)}"}`),
    ],
    [
      "a name of control characters",
      value(
        `{"contacts":[{"profile":{"name":"${"\\u0001 ".repeat(400_000)}"},"wa_id":"256700000101"}],"messages":[{"from":"256700000101","id":"wamid.A","type":"text","text":{"body":"x"}}]}`,
      ),
    ],
    [
      "2,000 messages that share a contact of a megabyte",
      value(
        `{"contacts":[{"profile":{"name":"${"N".repeat(1_000_000)}"},"wa_id":"256700000101","user_id":"${"U".repeat(900_000)}"}],"messages":[${many(2000, (n) => `{"from":"256700000101","id":"wamid.${n}","type":"text","text":{"body":"hi"}}`)}]}`,
      ),
    ],
    [
      "ids, senders and times of a megabyte",
      value(
        `{"messages":[{"from":"${"2".repeat(900_000)}","id":"${" ".repeat(900_000)}w","timestamp":"${"1".repeat(900_000)}","type":"text","text":{"body":"x"}}]}`,
      ),
    ],
    [
      "a file name of dots",
      one(
        `"type":"document","document":{"filename":"${"../".repeat(900_000)}","mime_type":"${"a/".repeat(100_000)}"}`,
      ),
    ],
    [
      "a form with 100,000 answers",
      one(
        `"type":"interactive","interactive":{"nfm_reply":{"response_json":"{${many(100_000, (n) => `\\"k${n}\\":1`)}}"}}`,
      ),
    ],
    [
      "a form nested 200,000 deep",
      one(
        `"type":"interactive","interactive":{"nfm_reply":{"response_json":"${'{\\"a\\":'.repeat(200_000)}"}}`,
      ),
    ],
    [
      "30,000 contact cards",
      one(`"type":"contacts","contacts":[${many(30_000, () => '{"phones":[{"phone":"1"}]}')}]`),
    ],
    ["2.9 MB of open brackets", `{"a":${"[".repeat(2_900_000)}`],
    ["2.9 MB of escaped quotes", one(`"type":"text","text":{"body":"${'\\"'.repeat(1_450_000)}"}`)],
  ])("%s does not hold the event loop", async (_name, text) => {
    const bytes = new TextEncoder().encode(text);
    expect(bytes.length).toBeLessThan(3_000_000);
    let items: ReturnType<typeof parseWebhook> = [];
    const held = await shortestRun(3_000, () => {
      const read = readJsonObject(bytes);
      items = read.ok ? parseWebhook(read.value, context) : [];
    });
    // Generous for a busy machine; anything quadratic takes minutes on these.
    expect(held).toBeLessThan(3_000);
    expect(items.length).toBeLessThanOrEqual(2001);
    // What leaves is bounded by what came: no shared part is repeated in every item.
    expect(JSON.stringify(items).length).toBeLessThan(4 * bytes.length + 2_000_000);
  });
});
