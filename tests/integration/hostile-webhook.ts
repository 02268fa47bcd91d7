import fc from "fast-check";
import type { Json } from "@/lib/supabase/database.types";
import { receivedEvent } from "./customer";
import { hostileLists, hostileReport } from "./hostile-entries";
import { hostileObject, hostileText, hostileValue } from "./hostile-values";
import { mutate, mutation } from "./mutate-json";
import { samplePayload, samplePayloads, withOwnIds } from "./sample-payload";

/** One text message that must arrive whatever stands around it. */
export type GoodText = { wamid: string; text: string };

export type HostileWebhook = { text: string; good: GoodText[] };

/** Made with the number of its case, from which the ids and the sender follow. */
type Recipe = (n: number) => HostileWebhook;

/** Few people, so that bursts, closed windows and human owners happen too. */
const people = 24;
const samplePerson = "256700000101";
const phoneOf = (n: number) => `2567000${String(10_000 + (n % people))}`;

const samples = samplePayloads.filter((name) => !/array-root|truncated/.test(name));

/** A sample with some changes, mostly under ids of its own so that it is no repetition. */
const changedSample: fc.Arbitrary<Recipe> = fc
  .record({
    name: fc.constantFrom(...samples),
    mutations: fc.array(mutation, { minLength: 1, maxLength: 4 }),
    keepsIds: fc.noBias(fc.nat(19)).map((roll) => roll === 0),
  })
  .map(({ name, mutations, keepsIds }) => (n) => {
    const sample = samplePayload(name).replaceAll(samplePerson, phoneOf(n));
    const document: Json = JSON.parse(keepsIds ? sample : withOwnIds(sample, `F${n}`));
    return { text: JSON.stringify(mutate(document, mutations)), good: [] };
  });

type Envelope = (values: Json[]) => Json;
const metaChanges: Envelope = (values) => ({
  object: "whatsapp_business_account",
  entry: [{ id: "1", changes: values.map((value) => ({ field: "messages", value })) }],
});
const metaEntries: Envelope = (values) => ({
  object: "whatsapp_business_account",
  entry: values.map((value) => ({ id: "1", changes: [{ field: "messages", value }] })),
});
const luminous: Envelope = ([value = {}]) => ({
  event: "message.received",
  data: { data: { value, field: "messages" } },
});
const testButton: Envelope = ([value = {}]) => ({
  event: "message.received",
  data: { value, field: "messages" },
});
const flat: Envelope = ([value = {}]) => ({ event: "message.received", data: value });
const envelopes = [metaChanges, metaEntries, luminous, testButton, flat];

type Part = { good: string } | { bad: Json };

/** Good texts and hostile entries side by side, in every envelope: the good ones must all arrive. */
const composed: fc.Arbitrary<Recipe> = fc
  .record({
    envelope: fc.constantFrom(...envelopes),
    parts: fc.array(
      fc.oneof(
        fc.record({ good: hostileText }),
        fc.record({ bad: hostileValue }),
        fc.record({
          bad: hostileObject.map((object): Json => ({ ...textFrom(0, "x", ""), ...object })),
        }),
      ),
      { minLength: 1, maxLength: 5 },
    ),
    contact: hostileObject,
    beside: hostileObject,
  })
  .map(({ envelope, parts, contact, beside }) => (n) => {
    const good: GoodText[] = [];
    const messages = parts.map((part: Part, index): Json => {
      if ("bad" in part) return part.bad;
      const wamid = `wamid.C${n}.${index}`;
      good.push({ wamid, text: part.good });
      return textFrom(n, part.good, wamid);
    });
    // A bad list next to the messages; what a Meta value is known by stays as it is.
    const { data } = receivedEvent([], []).data;
    const value = {
      ...without(beside, [
        ...Object.keys(data.value),
        "statuses",
        "value",
        "data",
        "body",
        "success",
        "entry",
        "changes",
      ]),
      ...data.value,
      contacts: [contact],
      messages,
    };
    return { text: JSON.stringify(envelope([value, { messages: parts.length }])), good };
  });

function textFrom(n: number, body: string, wamid: string) {
  const timestamp = String(Math.floor(Date.now() / 1_000) - 5);
  return { from: phoneOf(n), id: wamid, timestamp, type: "text", text: { body } };
}

function without(object: { [key: string]: Json | undefined }, keys: readonly string[]) {
  return Object.fromEntries(
    Object.entries(object).filter(([key]) => !keys.includes(key) && key !== "phone_number_id"),
  );
}

/** Changes of the text and not of the document: repeated keys, cuts, raw control characters. */
const changedText: fc.Arbitrary<Recipe> = fc
  .record({
    recipe: fc.oneof(changedSample, composed),
    at: fc.noBias(fc.nat()),
    inserted: hostileValue,
    way: fc.constantFrom("before", "before", "before", "cut", "raw", "twice"),
  })
  .map(({ recipe, at, inserted, way }) => (n) => {
    const { text } = recipe(n);
    const keys = [...text.matchAll(/"(?:[^"\\]|\\.)*":/g)];
    const key = keys[at % Math.max(1, keys.length)];
    const index = key?.index ?? 0;
    const changed = {
      before: `${text.slice(0, index)}${key?.[0] ?? ""}${JSON.stringify(inserted)},${text.slice(index)}`,
      cut: text.slice(0, at % text.length),
      raw: `${text.slice(0, index)}\u0000\u0001${text.slice(index)}`,
      twice: text + text,
    }[way];
    return { text: changed ?? text, good: [] };
  });

/** Entries that look right and are not, in lists that may all stand in one value. */
const nearlyRight: fc.Arbitrary<Recipe> = fc
  .record({ envelope: fc.constantFrom(...envelopes), lists: hostileLists })
  .map(({ envelope, lists }) => () => {
    const value = { ...receivedEvent([], []).data.data.value, messages: undefined, ...lists };
    return { text: JSON.stringify(envelope([value])), good: [] };
  });

const sendReport: fc.Arbitrary<Recipe> = hostileReport.map((data) => () => {
  return { text: JSON.stringify({ event: "message.sent", data: { data } }), good: [] };
});

const recipe: fc.Arbitrary<Recipe> = fc.oneof(
  { weight: 6, arbitrary: changedSample },
  { weight: 3, arbitrary: composed },
  { weight: 5, arbitrary: nearlyRight },
  { weight: 1, arbitrary: sendReport },
  { weight: 1, arbitrary: changedText },
  {
    weight: 1,
    arbitrary: hostileObject.map(
      (object): Recipe =>
        () => ({ text: JSON.stringify(object), good: [] }),
    ),
  },
);

/** The same webhooks for the same seed, but for their times, which are those of the run. */
export function hostileWebhooks(seed: number, count: number): HostileWebhook[] {
  return fc.sample(recipe, { seed, numRuns: count }).map((make, n) => make(n));
}
