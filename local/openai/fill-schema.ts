import type { JsonSchema } from "./strict-schema";
import { topicOf } from "./topics";

export type FillContext = { lines: string[]; reply: string };

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
  if (schema.enum !== undefined) return chooseEnum(schema.enum, at.context.lines);
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
      const length = schema.minItems ?? 0;
      const item = () => fill(schema.items ?? {}, { ...at, depth: at.depth + 1 });
      return Array.from({ length }, item);
    }
    case "string":
      return fillString(schema, at);
    case "number":
    case "integer":
      return fillNumber(schema);
    case "boolean":
      return wantsHuman(at.context.lines) && /escalat|human|hand_?o|urgent/i.test(at.name);
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
    const known = some.enum.find((value) => mentions(value, at.context.lines));
    return known ?? null;
  }
  return some.type === "string" ? (knownString(at.name, at.context) ?? null) : null;
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

/** What a property of this name should say, or null when nothing is known. */
function knownString(name: string, { lines, reply }: FillContext): string | null {
  const text = lines.join("\n");
  if (/reply|response_text|answer|^text$|^message$/i.test(name)) return reply;
  if (/query|question|search/i.test(name)) return lines.at(-1) ?? null;
  if (/parcel|tracking|shipment/i.test(name)) return /\bPCL-?\d+/i.exec(text)?.[0] ?? null;
  if (/order/i.test(name)) return /\b(ORD|PO)-?[\d-]+/i.exec(text)?.[0] ?? null;
  if (/quot/i.test(name)) return /\bQ-?\d+/i.exec(text)?.[0] ?? null;
  if (/summary/i.test(name)) return `The customer wrote: ${lines.join(" / ")}`;
  if (/reason|caption|topic/i.test(name)) return `About ${topicOf(lines.at(-1) ?? "").name}.`;
  return null;
}

function fillNumber({ minimum, exclusiveMinimum, maximum, multipleOf }: JsonSchema): number {
  const step = multipleOf ?? 1;
  const least = minimum ?? (exclusiveMinimum === undefined ? 0 : exclusiveMinimum + step);
  const value = Math.max(least, 0);
  return maximum === undefined ? value : Math.min(value, maximum);
}

function chooseEnum(values: unknown[], lines: string[]): unknown {
  return values.find((value) => mentions(value, lines)) ?? values[0] ?? null;
}

/** Does the enum value name the topic of the newest line? An urgent topic in any line goes first. */
function mentions(value: unknown, lines: string[]): boolean {
  const topic = wantsHuman(lines) ? topicOf("human") : topicOf(lines.at(-1) ?? "");
  return typeof value === "string" && topic.routes.includes(value.toLowerCase());
}

function wantsHuman(lines: string[]): boolean {
  return lines.some((line) => topicOf(line).name === "human");
}

function resolve(ref: string, root: JsonSchema): JsonSchema {
  if (ref === "#") return root;
  const name = ref.replace(/^#\/(\$defs|definitions)\//, "");
  const found = (root.$defs ?? root.definitions)?.[name];
  if (found === undefined) throw new Error(`The schema has no ${ref}.`);
  return found;
}
