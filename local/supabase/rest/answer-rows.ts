import type { TextRow } from "../database/database";
import type { ApiAnswer } from "../gateway/gateway-context";
import { RequestError } from "../gateway/request-error";
import type { Preferences } from "./read-preferences";

/** Hosted's `max_rows`: what one read returns at most. */
export const MAX_ROWS = 1_000;

/** What every statement here selects: rows as JSON text, how many, how many without limit, how many new. */
export type RowsResult = {
  json: string;
  count: number;
  total: number | null;
  inserted: number | null;
};

export function rowsResult(rows: TextRow[]): RowsResult {
  const [json, count, total, inserted] = rows[0] ?? [];
  return {
    json: json ?? "[]",
    count: Number(count ?? 0),
    total: total === null || total === undefined ? null : Number(total),
    inserted: inserted === null || inserted === undefined ? null : Number(inserted),
  };
}

/** `single()` promised exactly one row. */
export function requireSingle(count: number): void {
  if (count !== 1) {
    throw new RequestError(406, "PGRST116", "Cannot coerce the result to a single JSON object", {
      details: `The result contains ${count} rows`,
    });
  }
}

/** `0-9/25`; a star stands for an empty range or an unknown total. */
export function contentRange(offset: number, count: number, total: number | null): string {
  const range = count > 0 && total !== 0 ? `${offset}-${offset + count - 1}` : "*";
  return `${range}/${total ?? "*"}`;
}

/** A read's answer: 206 for a part of a known total, 416 beyond it. */
export function readAnswer(
  result: RowsResult,
  offset: number,
  preferences: Preferences,
): ApiAnswer {
  const { count, total } = result;
  if (total !== null && offset > total) {
    throw new RequestError(416, "PGRST103", "Requested range not satisfiable", {
      details: `An offset of ${offset} was requested, but there are only ${total} rows.`,
      headers: { "content-range": `*/${total}` },
    });
  }
  if (preferences.single) requireSingle(count);
  return {
    status: total !== null && count < total ? 206 : 200,
    headers: {
      "content-type": contentType(preferences),
      "content-range": contentRange(offset, count, total),
    },
    body: preferences.single ? result.json.slice(1, -1) : result.json,
  };
}

export function contentType(preferences: Preferences): string {
  return preferences.single
    ? "application/vnd.pgrst.object+json; charset=utf-8"
    : "application/json; charset=utf-8";
}
