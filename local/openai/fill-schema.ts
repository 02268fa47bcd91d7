import type { Background } from "./background";
import { knownNumber, knownString, knownWord } from "./known-values";
import type { JsonSchema } from "./strict-schema";
import { topicOf, wantsHuman } from "./topics";

export type FillContext = {
  lines: string[];
  reply: string;
  background: Background;
  /** Arguments of a tool are in the customer's words; an answer is in the agent's. */
  purpose: "answer" | "tool";
};

/** Deep enough for any schema of a request; a recursive one ends in its nullable branch before. */
const DEEPEST = 20;

/**
 * The smallest instance of a strict schema, made sensible where a property's name says what it is
 * for: a reply, a route, a search query, a parcel number.
 */
export function fillSchema(root: JsonSchema, context: FillContext): unknown {
  return fill(root, { root, context, name: "", depth: 0 });
}

type At = { root: JsonSchema; context: FillContext; name: string; depth: number };

function fill(schema: JsonSchema, at: At): unknown {
  if (schema.$ref !== undefined) {
    return fill(resolve(schema.$ref, at.root), { ...at, depth: at.depth + 1 });
  }
  if (schema.const !== undefined) return schema.const;
  if (schema.enum !== undefined) return chooseEnum(schema.enum, at);
  if (schema.anyOf !== undefined) return fillAnyOf(schema.anyOf, at);
  if (Array.isArray(schema.type)) {
    return fillAnyOf(
      schema.type.map((type) => ({ ...schema, type })),
      at,
    );
  }
  switch (schema.type) {
    case "object":
      return Object.fromEntries(
        Object.entries(schema.properties ?? {}).map(([name, child]) => [
          name,
          fill(child, { ...at, name, depth: at.depth + 1 }),
        ]),
      );
    case "array": {
      // A list of the things that a call is about holds at least the one that the line names.
      const length =
        schema.minItems ?? (/items?$/i.test(at.name) && at.context.purpose === "tool" ? 1 : 0);
      const item = () => fill(schema.items ?? {}, { ...at, depth: at.depth + 1 });
      return Array.from({ length }, item);
    }
    case "string":
      return fillString(schema, at);
    case "number":
    case "integer":
      return knownNumber(at.name, at.context) ?? fillNumber(schema);
    case "boolean":
      return (
        wantsHuman(at.context.lines) && /escalat|human|hand_?o|urgent|follow_?up/i.test(at.name)
      );
    default:
      return null;
  }
}

/** A value where the name calls for one, else null if that is allowed. */
function fillAnyOf(branches: JsonSchema[], at: At): unknown {
  const some = branches.find(({ type }) => type !== "null") ?? { type: "null" };
  const nullable = branches.some(({ type }) => type === "null");
  if (!nullable) return fill(some, at);
  if (at.depth > DEEPEST) return null;
  if (some.enum !== undefined) {
    return knownEnum(some.enum, at) ?? null;
  }
  const isTheItem = at.name === "item" && some.type === "object";
  if (isTheItem && at.context.purpose === "tool") return fill(some, at);
  if (some.type === "string") return knownString(at.name, at.context) ?? null;
  return some.type === "number" || some.type === "integer"
    ? knownNumber(at.name, at.context)
    : null;
}

function fillString(schema: JsonSchema, { name, context }: At): string {
  if (schema.format === "date-time") return "2026-01-01T00:00:00Z";
  if (schema.format === "date") return "2026-01-01";
  if (schema.format === "email") return "nobody@example.com";
  if (schema.format === "uuid") return "00000000-0000-4000-8000-000000000000";
  const text = knownString(name, context) ?? "";
  const longest = schema.maxLength ?? Number.POSITIVE_INFINITY;
  return text.slice(0, longest).padEnd(schema.minLength ?? 0, "-");
}

function fillNumber({ minimum, exclusiveMinimum, maximum, multipleOf }: JsonSchema): number {
  const step = multipleOf ?? 1;
  const least = minimum ?? (exclusiveMinimum === undefined ? 0 : exclusiveMinimum + step);
  const value = Math.max(least, 0);
  return maximum === undefined ? value : Math.min(value, maximum);
}

function chooseEnum(values: unknown[], at: At): unknown {
  const calm = values.find(
    (value) => value === "neutral" || value === "normal" || value === "other",
  );
  return knownEnum(values, at) ?? calm ?? values[0] ?? null;
}

/** The value that the property's name, the topic or the newest line speaks for. */
function knownEnum(values: unknown[], { name, context }: At): unknown {
  const word = knownWord(name, context);
  if (word !== null && values.includes(word)) return word;
  const topic = wantsHuman(context.lines) ? topicOf("human") : topicOf(context.lines.at(-1) ?? "");
  const byTopic = topic.routes.find((route) => values.includes(route));
  if (byTopic !== undefined) return byTopic;
  const text = (context.lines.at(-1) ?? "").toLowerCase();
  return values.find(
    (value) =>
      typeof value === "string" && new RegExp(`\\b${value.replaceAll("_", "[ _-]")}\\b`).test(text),
  );
}

function resolve(ref: string, root: JsonSchema): JsonSchema {
  if (ref === "#") return root;
  const name = ref.replace(/^#\/(\$defs|definitions)\//, "");
  const found = (root.$defs ?? root.definitions)?.[name];
  if (found === undefined) throw new Error(`The schema has no ${ref}.`);
  return found;
}
