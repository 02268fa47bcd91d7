import { z } from "zod";
import { literal } from "../database/quote-sql";
import {
  type ApiAnswer,
  type ApiRequest,
  type GatewayContext,
  jsonAnswer,
} from "../gateway/gateway-context";
import { readBody } from "../gateway/read-body";
import { removeFile } from "./object-files";
import { decodeSegment } from "./object-path";
import { objectRow } from "./object-row";
import { storageScope } from "./storage-scope";

const removeBody = z.object({ prefixes: z.array(z.string()).min(1).max(1_000) });

/** `DELETE /object/<bucket>` with the full names: removes what the caller may, and says what that was. */
export async function removeObjects(
  context: GatewayContext,
  request: ApiRequest,
): Promise<ApiAnswer> {
  const scope = storageScope(request);
  const bucket = decodeSegment(request.path.split("/")[1] ?? "");
  const { prefixes } = removeBody.parse(JSON.parse(await readBody(request.message)));
  const rows = await context.database.runAs(
    scope,
    `select set_config('storage.allow_delete_query', 'true', true);
     with removed as (
       delete from storage.objects where bucket_id = ${literal(bucket)} and name in (${prefixes.map(literal).join(", ")})
       returning *
     ) select coalesce(json_agg(removed), '[]')::text from removed`,
  );
  const removed: unknown = JSON.parse(rows[0]?.[0] ?? "[]");
  for (const { version } of z.array(objectRow.pick({ version: true })).parse(removed)) {
    await removeFile(context.storageDir, version);
  }
  return jsonAnswer(200, removed);
}
