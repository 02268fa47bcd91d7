import { literal } from "../database/quote-sql";
import type { ApiAnswer, ApiRequest, GatewayContext } from "../gateway/gateway-context";
import { decodeSegment } from "./object-path";
import { noSuchBucket } from "./storage-error";
import { storageScope } from "./storage-scope";

const FIELDS =
  "id, name, owner, public, file_size_limit, allowed_mime_types, created_at, updated_at, 'STANDARD' as type";

/** `GET /bucket` and `GET /bucket/<id>`: the buckets that the caller may see. */
export async function readBuckets(
  context: GatewayContext,
  request: ApiRequest,
): Promise<ApiAnswer> {
  const id = request.path.split("/")[1];
  const scope = { ...storageScope(request), readOnly: true };
  const where = id === undefined || id === "" ? "" : ` where id = ${literal(decodeSegment(id))}`;
  const rows = await context.database.runAs(
    scope,
    `select json_agg(bucket order by bucket.name)::text from (select ${FIELDS} from storage.buckets${where}) bucket`,
  );
  const json = rows[0]?.[0] ?? null;
  if (where !== "" && json === null) throw noSuchBucket();
  return {
    status: 200,
    headers: { "content-type": "application/json; charset=utf-8" },
    body: where === "" ? (json ?? "[]") : (json ?? "[]").slice(1, -1),
  };
}
