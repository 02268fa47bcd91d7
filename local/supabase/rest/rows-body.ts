import { RequestError } from "../gateway/request-error";
import type { Relation } from "./catalogue";
import { splitList, unquote } from "./split-list";

/** A write's body: an object, or an array of objects. */
export function parseRowsBody(body: string): Record<string, unknown> | Record<string, unknown>[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch {
    throw new RequestError(400, "PGRST102", "Empty or invalid json");
  }
  if (isObject(parsed)) return parsed;
  if (Array.isArray(parsed) && parsed.every(isObject)) return parsed;
  throw new RequestError(400, "PGRST102", "Empty or invalid json", {
    hint: "Send an object, or an array of objects.",
  });
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Which columns a write sets: `columns=`, or the keys that all rows share. Refuses unknown ones. */
export function columnsToWrite(
  relation: Relation,
  query: URLSearchParams,
  rows: Record<string, unknown>[],
): string[] {
  const named = query.get("columns");
  const first = Object.keys(rows[0] ?? {});
  if (named === null && rows.some((row) => !sameKeys(first, row))) {
    throw new RequestError(400, "PGRST102", "All object keys must match");
  }
  const columns = named === null ? first : splitList(named).map(unquote);
  for (const column of columns) {
    if (!relation.columns.has(column)) {
      throw new RequestError(
        400,
        "PGRST204",
        `Could not find the '${column}' column of '${relation.name}' in the schema cache`,
      );
    }
  }
  return columns;
}

function sameKeys(keys: string[], row: Record<string, unknown>): boolean {
  return Object.keys(row).length === keys.length && keys.every((key) => Object.hasOwn(row, key));
}
