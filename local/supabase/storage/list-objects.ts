import { z } from "zod";
import { identifier, literal } from "../database/quote-sql";
import type { ApiAnswer, ApiRequest, GatewayContext } from "../gateway/gateway-context";
import { readBody } from "../gateway/read-body";
import { decodeSegment } from "./object-path";
import { storageScope } from "./storage-scope";

const listBody = z.object({
  prefix: z.string().default(""),
  limit: z.number().int().min(1).max(1_000).default(100),
  offset: z.number().int().min(0).default(0),
  search: z.string().default(""),
  sortBy: z
    .object({
      column: z.enum(["name", "updated_at", "created_at", "last_accessed_at"]).default("name"),
      order: z.enum(["asc", "desc"]).default("asc"),
    })
    .prefault({}),
});

/** `POST /object/list/<bucket>`: one folder, sub-folders as entries without an id. */
export async function listObjects(
  context: GatewayContext,
  request: ApiRequest,
): Promise<ApiAnswer> {
  const scope = storageScope(request);
  const bucket = decodeSegment(request.path.split("/")[2] ?? "");
  const { prefix, limit, offset, search, sortBy } = listBody.parse(
    JSON.parse(await readBody(request.message)),
  );
  const folder = prefix === "" || prefix.endsWith("/") ? prefix : `${prefix}/`;
  const rows = await context.database.runAs(
    { ...scope, readOnly: true },
    `with inside as (
       select o.*, substr(o.name, ${[...folder].length + 1}) as rest from storage.objects o
       where o.bucket_id = ${literal(bucket)} and starts_with(o.name, ${literal(folder)})
     ), entries as (
       select rest as name, id, updated_at, created_at, last_accessed_at, metadata from inside where strpos(rest, '/') = 0
       union all
       select distinct split_part(rest, '/', 1), null::uuid, null::timestamptz, null::timestamptz, null::timestamptz, null::jsonb
       from inside where strpos(rest, '/') > 0
     )
     select coalesce(json_agg(page), '[]')::text from (
       select * from entries where starts_with(lower(name), lower(${literal(search)}))
       order by ${identifier(sortBy.column)} ${sortBy.order}, name limit ${limit} offset ${offset}
     ) page`,
  );
  return {
    status: 200,
    headers: { "content-type": "application/json; charset=utf-8" },
    body: rows[0]?.[0] ?? "[]",
  };
}
