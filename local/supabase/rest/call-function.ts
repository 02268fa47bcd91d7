import type { Database, RequestScope, TextRow } from "../database/database";
import { identifier, literal } from "../database/quote-sql";
import type { ApiAnswer } from "../gateway/gateway-context";
import { notSpoken, RequestError } from "../gateway/request-error";
import { MAX_ROWS, readAnswer, requireSingle, rowsResult } from "./answer-rows";
import type { Catalogue, FunctionSignature } from "./catalogue";
import { parseRead } from "./parse-read";
import type { Preferences } from "./read-preferences";
import { resolveFunction } from "./resolve-function";

export type Call = {
  database: Database;
  catalogue: Catalogue;
  scope: RequestScope;
  name: string;
  query: URLSearchParams;
  preferences: Preferences;
};

/** `rpc/<name>`: POST with a JSON object of named arguments, or GET and HEAD with them in the query. */
export async function callFunction(call: Call, body: string | null): Promise<ApiAnswer> {
  const { catalogue, name, scope, query, preferences } = call;
  const byQuery = body === null;
  const given = byQuery
    ? argumentsInQuery(catalogue, name, query)
    : Object.keys(parseArguments(body));
  const found = resolveFunction(catalogue, name, given);
  // As PostgREST: what the function promises not to write runs read-only.
  const readScope = found.volatile && !byQuery ? scope : { ...scope, readOnly: true };
  const from = byQuery ? queryCallSql(found, given, query) : bodyCallSql(found, given, body);

  const ignored = byQuery ? new Set(given) : undefined;
  const sql = found.returns_set
    ? setSql(call, found, from, ignored)
    : singleSql(call, found, from, ignored);
  const checks = preferences.single && found.returns_set && !readScope.readOnly;
  const rows = checks
    ? await call.database.runAsChecked(readScope, sql.text, (result) =>
        requireSingle(rowsResult(result).count),
      )
    : await call.database.runAs(readScope, sql.text);
  return found.returns_set
    ? readAnswer(rowsResult(rows), sql.offset, preferences)
    : valueAnswer(found, rows);
}

function parseArguments(body: string): Record<string, unknown> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body === "" ? "{}" : body);
  } catch {
    throw new RequestError(400, "PGRST102", "Empty or invalid json");
  }
  if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed)) {
    throw notSpoken("An rpc body that is not an object", "Send the arguments by name.");
  }
  return { ...parsed };
}

/** Parameters of a GET that are arguments of some function of this name; the rest are filters. */
function argumentsInQuery(catalogue: Catalogue, name: string, query: URLSearchParams): string[] {
  const names = new Set(
    (catalogue.functions.get(name) ?? []).flatMap((candidate) =>
      candidate.arguments.map((argument) => argument.name),
    ),
  );
  return [...new Set(query.keys())].filter((key) => names.has(key));
}

function bodyCallSql(found: FunctionSignature, given: string[], body: string): string {
  if (given.length === 0) return `${functionSql(found)}()`;
  const used = found.arguments.filter((argument) => given.includes(argument.name));
  const definitions = used
    .map((argument) => `${identifier(argument.name)} ${argument.type}`)
    .join(", ");
  const passed = used
    .map(({ name }) => `${identifier(name)} => _body.${identifier(name)}`)
    .join(", ");
  return `json_to_record(${literal(body)}::json) as _body (${definitions}), lateral ${functionSql(found)}(${passed})`;
}

function queryCallSql(found: FunctionSignature, given: string[], query: URLSearchParams): string {
  const passed = found.arguments
    .filter((argument) => given.includes(argument.name))
    .map(
      (argument) =>
        `${identifier(argument.name)} => ${literal(query.get(argument.name))}::${argument.type}`,
    );
  return `${functionSql(found)}(${passed.join(", ")})`;
}

function functionSql(found: FunctionSignature): string {
  return `public.${identifier(found.name)}`;
}

type CallSql = { text: string; offset: number };

function setSql(
  call: Call,
  found: FunctionSignature,
  from: string,
  ignored?: Set<string>,
): CallSql {
  const read = parseRead(call.query, "_result", ignored);
  const scalar = found.returns === "scalar";
  if (scalar && (read.where !== "" || read.order !== "" || call.query.has("select"))) {
    throw notSpoken(
      "A filter, order or select on a set of single values",
      "Return a table from the function.",
    );
  }
  const rows = scalar
    ? `select _result as value from ${from} as _result`
    : `select _result.* from ${from} as _result`;
  const limit = Math.min(read.limit ?? MAX_ROWS, MAX_ROWS);
  const columns = scalar ? "value" : read.columns;
  const page = `select ${columns} from (${rows}) _result${read.where}${read.order} limit ${limit} offset ${read.offset}`;
  const total = call.preferences.countExact
    ? `(select count(*) from (${rows}) _result${read.where})`
    : "null";
  const item = scalar ? "_row.value" : "_row";
  const text = `select coalesce(json_agg(${item}), '[]')::text, count(*)::text, ${total}::text from (${page}) _row`;
  return { text, offset: read.offset };
}

function singleSql(
  call: Call,
  found: FunctionSignature,
  from: string,
  ignored?: Set<string>,
): CallSql {
  const read = parseRead(call.query, "_result", ignored);
  if (read.where !== "" || read.order !== "" || read.limit !== null || call.query.has("select")) {
    throw notSpoken(
      "A filter, order, limit or select on one value",
      "Return a set from the function.",
    );
  }
  if (found.returns === "void") return { text: `select null from ${from} as _result`, offset: 0 };
  const value =
    found.returns === "scalar"
      ? `select json_agg(_result.value) -> 0 from (select _value as value from ${from} as _value) _result`
      : `select json_agg(_result) -> 0 from (select _value.* from ${from} as _value) _result`;
  return { text: `select coalesce((${value})::text, 'null')`, offset: 0 };
}

function valueAnswer(found: FunctionSignature, rows: TextRow[]): ApiAnswer {
  if (found.returns === "void") return { status: 204, headers: {}, body: null };
  return {
    status: 200,
    headers: { "content-type": "application/json; charset=utf-8", "content-range": "0-0/*" },
    body: rows[0]?.[0] ?? "null",
  };
}
