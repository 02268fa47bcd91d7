import type { Database, RequestScope } from "../database/database";
import { identifier, literal } from "../database/quote-sql";
import type { ApiAnswer } from "../gateway/gateway-context";
import { notSpoken, RequestError } from "../gateway/request-error";
import { contentRange, contentType, requireSingle, rowsResult } from "./answer-rows";
import type { Relation } from "./catalogue";
import { parseRead } from "./parse-read";
import type { Preferences } from "./read-preferences";
import { columnsToWrite, parseRowsBody } from "./rows-body";
import { splitList, unquote } from "./split-list";

export type Write = {
  database: Database;
  scope: RequestScope;
  relation: Relation;
  query: URLSearchParams;
  preferences: Preferences;
};

/** POST: insert or, with a resolution, upsert. */
export async function insertRows(write: Write, body: string): Promise<ApiAnswer> {
  const { relation, query, preferences } = write;
  const parsed = parseRowsBody(body);
  const rows = Array.isArray(parsed) ? parsed : [parsed];
  const columns = columnsToWrite(relation, query, rows);
  const target = `public.${identifier(relation.name)}`;
  const list = columns.map(identifier).join(", ");
  const merges = preferences.resolution === "merge-duplicates";
  const insert =
    columns.length === 0
      ? emptyInsert(target, rows.length)
      : `insert into ${target} (${list}) select ${list} from json_to_recordset(${literal(
          Array.isArray(parsed) ? body : `[${body}]`,
        )}::json) as _body (${columnDefinitions(relation, columns)})`;
  const inserted = merges ? `, (${target}.xmax = 0) as "embedded inserted"` : "";
  const result = await runWrite(
    write,
    `${insert}${onConflictSql(write, columns)}`,
    target,
    inserted,
  );
  const allMerged = merges && result.count > 0 && result.inserted === 0;
  return writeAnswer(
    write,
    result,
    allMerged ? 200 : 201,
    `*/${totalText(preferences, result.count)}`,
  );
}

/** PATCH: update the rows that the filters name. */
export async function updateRows(write: Write, body: string): Promise<ApiAnswer> {
  const { relation, query } = write;
  const parsed = parseRowsBody(body);
  if (Array.isArray(parsed)) throw notSpoken("An update with an array body", "Send one object.");
  const columns = columnsToWrite(relation, query, [parsed]);
  const target = `public.${identifier(relation.name)}`;
  const { where } = filtersOf(write, target, "UPDATE");
  if (columns.length === 0)
    return writeAnswer(write, { json: "[]", count: 0 }, 200, contentRange(0, 0, totalOf(write, 0)));
  const set = columns
    .map((column) => `${identifier(column)} = _body.${identifier(column)}`)
    .join(", ");
  const source = `json_to_record(${literal(body)}::json) as _body (${columnDefinitions(relation, columns)})`;
  const result = await runWrite(
    write,
    `update ${target} set ${set} from ${source}${where}`,
    target,
    "",
  );
  return writeAnswer(
    write,
    result,
    200,
    contentRange(0, result.count, totalOf(write, result.count)),
  );
}

/** DELETE of the rows that the filters name. */
export async function deleteRows(write: Write): Promise<ApiAnswer> {
  const target = `public.${identifier(write.relation.name)}`;
  const { where } = filtersOf(write, target, "DELETE");
  const result = await runWrite(write, `delete from ${target}${where}`, target, "");
  return writeAnswer(write, result, 200, `*/${totalText(write.preferences, result.count)}`);
}

function filtersOf(write: Write, target: string, command: string): { where: string } {
  const read = parseRead(write.query, target);
  if (read.order !== "" || read.limit !== null || read.offset > 0) {
    throw notSpoken(
      `Order, limit or offset on ${command}`,
      "Name the rows by a filter, or use an rpc.",
    );
  }
  // Hosted loads pg-safeupdate for the API.
  if (read.where === "") throw new RequestError(400, "21000", `${command} requires a WHERE clause`);
  return read;
}

async function runWrite(
  { database, scope, query, preferences }: Write,
  statement: string,
  target: string,
  extraColumn: string,
): Promise<{ json: string; count: number; inserted: number | null }> {
  const counts = `count(*)::text, null, ${extraColumn ? `count(*) filter (where "embedded inserted")::text` : "null"}`;
  if (!preferences.returnRows) {
    const sql = `with _written as (${statement} returning 1${extraColumn}) select null, ${counts} from _written`;
    return rowsResult(await database.runAs(scope, sql));
  }
  const { columns, order } = parseRead(
    new URLSearchParams(only(query, ["select", "order"])),
    target,
  );
  if (order !== "") throw notSpoken("Order on a write", "Sort the returned rows in the caller.");
  const rowJson = extraColumn ? `to_jsonb(_written) - 'embedded inserted'` : "_written";
  const sql = `with _written as (${statement} returning ${columns}${extraColumn}) select coalesce(json_agg(${rowJson}), '[]')::text, ${counts} from _written`;
  if (!preferences.single) return rowsResult(await database.runAs(scope, sql));
  return rowsResult(
    await database.runAsChecked(scope, sql, (rows) => requireSingle(rowsResult(rows).count)),
  );
}

function writeAnswer(
  { preferences }: Write,
  result: { json: string; count: number },
  status: number,
  range: string,
): ApiAnswer {
  if (!preferences.returnRows) {
    return {
      status: status === 200 ? 204 : status,
      headers: { "content-range": range },
      body: null,
    };
  }
  if (preferences.single) requireSingle(result.count);
  return {
    status,
    headers: { "content-type": contentType(preferences), "content-range": range },
    body: preferences.single ? result.json.slice(1, -1) : result.json,
  };
}

function totalOf(write: Write, count: number): number | null {
  return write.preferences.countExact ? count : null;
}

function totalText(preferences: Preferences, count: number): string {
  return preferences.countExact ? String(count) : "*";
}

function only(query: URLSearchParams, names: string[]): [string, string][] {
  return [...query].filter(([name]) => names.includes(name));
}

function columnDefinitions(relation: Relation, columns: string[]): string {
  return columns
    .map((column) => `${identifier(column)} ${relation.columns.get(column)}`)
    .join(", ");
}

function emptyInsert(target: string, rows: number): string {
  if (rows === 0) return `insert into ${target} select * from ${target} where false`;
  if (rows === 1) return `insert into ${target} default values`;
  throw notSpoken("Several rows without any column", "Insert one empty row at a time.");
}

function onConflictSql({ relation, query, preferences }: Write, columns: string[]): string {
  if (preferences.resolution === null) return "";
  if (!relation.isTable) throw notSpoken("An upsert into a view", "Upsert into the table.");
  const named = query.get("on_conflict");
  const target = named === null ? relation.primaryKey : splitList(named).map(unquote);
  const list = target.length > 0 ? ` (${target.map(identifier).join(", ")})` : "";
  if (
    preferences.resolution === "ignore-duplicates" ||
    target.length === 0 ||
    columns.length === 0
  ) {
    return ` on conflict${list} do nothing`;
  }
  const set = columns
    .map((column) => `${identifier(column)} = excluded.${identifier(column)}`)
    .join(", ");
  return ` on conflict${list} do update set ${set}`;
}
