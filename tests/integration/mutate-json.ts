import fc from "fast-check";
import type { Json } from "@/lib/supabase/database.types";
import {
  absurdTime,
  hostileName,
  hostileNumber,
  hostileText,
  hostileValue,
} from "./hostile-values";

type Container = { [key: string]: Json | undefined } | Json[];
type Place = { parent: Container; key: string };

/** One change of a JSON document, at the nth of its places, or of those that it fits. */
export type Mutation = {
  fits?: (at: Place) => boolean;
  place: number;
  change: (at: Place) => void;
};

/**
 * Defines instead of assigning: a key named `__proto__` must become a field and no prototype. A copy,
 * since generated values are shared between cases and the next change may reach into this one.
 */
function put({ parent, key }: Place, value: Json): void {
  Object.defineProperty(parent, key, {
    value: structuredClone(value),
    enumerable: true,
    configurable: true,
    writable: true,
  });
}

const read = ({ parent, key }: Place): Json =>
  (Array.isArray(parent) ? parent[Number(key)] : parent[key]) ?? null;

function remove({ parent, key }: Place): void {
  if (Array.isArray(parent)) parent.splice(Number(key), 1);
  else Reflect.deleteProperty(parent, key);
}

/** Numbers as strings and the reverse, one instead of many and the reverse, names for lists. */
function otherType(value: Json): Json {
  if (typeof value === "number") return String(value);
  if (typeof value === "boolean") return value ? "true" : 0;
  if (typeof value === "string") {
    return /^\d{1,15}$/.test(value) ? Number(value) : { body: value };
  }
  if (Array.isArray(value)) return value[0] ?? {};
  if (value === null) return "null";
  return Object.values(value).map((inner) => inner ?? null);
}

function nested(value: Json, depth: number, asList: boolean): Json {
  let wrapped = value;
  for (let n = 0; n < depth; n += 1) wrapped = asList ? [wrapped] : { data: wrapped };
  return wrapped;
}

function placesOf(value: Json | undefined, found: Place[]): Place[] {
  if (typeof value !== "object" || value === null) return found;
  for (const [key, inner] of Object.entries(value)) {
    found.push({ parent: value, key });
    placesOf(inner, found);
  }
  return found;
}

const change: fc.Arbitrary<Mutation["change"]> = fc.oneof(
  { weight: 5, arbitrary: hostileValue.map((value) => (at: Place) => put(at, value)) },
  { weight: 3, arbitrary: fc.constant(remove) },
  { weight: 4, arbitrary: fc.constant((at: Place) => put(at, otherType(read(at)))) },
  { weight: 4, arbitrary: hostileText.map((text) => (at: Place) => put(at, text)) },
  {
    weight: 3,
    arbitrary: hostileText.map((text) => (at: Place) => {
      const value = read(at);
      if (typeof value === "string") put(at, text.length % 2 === 0 ? value + text : text + value);
    }),
  },
  {
    weight: 3,
    arbitrary: fc.tuple(hostileName, hostileValue).map(([name, value]) => ({ parent }: Place) => {
      if (Array.isArray(parent)) parent.push(structuredClone(value));
      else put({ parent, key: name }, value);
    }),
  },
  {
    weight: 2,
    arbitrary: hostileName.map((name) => (at: Place) => {
      const value = read(at);
      remove(at);
      if (Array.isArray(at.parent)) at.parent.push(structuredClone(value));
      else put({ parent: at.parent, key: name }, value);
    }),
  },
  {
    weight: 2,
    arbitrary: fc.constant((at: Place) => {
      const value = read(at);
      if (Array.isArray(at.parent)) at.parent.push(structuredClone(value));
      else put(at, [value, value]);
    }),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(fc.integer({ min: 1, max: 90 }), fc.boolean()).map(
      ([depth, asList]) =>
        (at: Place) =>
          put(at, nested(read(at), depth, asList)),
    ),
  },
);

/** Without fast-check's preference for small numbers: every place of a document alike. */
const anywhere = fc.noBias(fc.nat());

const isTime = ({ key }: Place) => key === "timestamp";
const isNumeric = (at: Place) => {
  const value = read(at);
  return typeof value === "number" || (typeof value === "string" && /^-?\d{1,20}$/.test(value));
};

/** A hostile value in place of one of its own sort gets further in than one that is refused at sight. */
const replacement = (fits: (at: Place) => boolean, values: fc.Arbitrary<Json>) =>
  fc.record({
    fits: fc.constant(fits),
    place: anywhere,
    change: values.map((value) => (at: Place) => put(at, value)),
  });

export const mutation: fc.Arbitrary<Mutation> = fc.oneof(
  { weight: 10, arbitrary: fc.record({ place: anywhere, change }) },
  { weight: 1, arbitrary: replacement(isTime, absurdTime) },
  { weight: 1, arbitrary: replacement(isNumeric, hostileNumber) },
);

/** A copy of a document with the changes made one after another. */
export function mutate(document: Json, mutations: readonly Mutation[]): Json {
  const copy = structuredClone(document);
  for (const { fits, place, change } of mutations) {
    const places = placesOf(copy, []).filter(fits ?? (() => true));
    const at = places[place % Math.max(1, places.length)];
    if (at) change(at);
  }
  return copy;
}
