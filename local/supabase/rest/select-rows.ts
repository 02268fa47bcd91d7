import type { Database, RequestScope } from "../database/database";
import { identifier } from "../database/quote-sql";
import type { ApiAnswer } from "../gateway/gateway-context";
import { MAX_ROWS, readAnswer, rowsResult } from "./answer-rows";
import type { Relation } from "./catalogue";
import { parseRead } from "./parse-read";
import type { Preferences } from "./read-preferences";

/** GET or HEAD of a table or view. */
export async function selectRows(
  database: Database,
  scope: RequestScope,
  relation: Relation,
  query: URLSearchParams,
  preferences: Preferences,
): Promise<ApiAnswer> {
  const source = `public.${identifier(relation.name)}`;
  const read = parseRead(query, source);
  const limit = Math.min(read.limit ?? MAX_ROWS, MAX_ROWS);
  const rows = `select ${read.columns} from ${source}${read.where}${read.order} limit ${limit} offset ${read.offset}`;
  const body = scope.method === "HEAD" ? "null" : "coalesce(json_agg(_row), '[]')::text";
  const total = preferences.countExact ? `(select count(*) from ${source}${read.where})` : "null";
  const result = rowsResult(
    await database.runAs(
      scope,
      `select ${body}, count(*)::text, ${total}::text from (${rows}) _row`,
    ),
  );
  return readAnswer(result, read.offset, preferences);
}
