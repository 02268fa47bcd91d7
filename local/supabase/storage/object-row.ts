import { z } from "zod";
import type { Database, RequestScope } from "../database/database";
import { literal } from "../database/quote-sql";
import type { ObjectPath } from "./object-path";
import { noSuchKey } from "./storage-error";

export const objectRow = z.object({
  id: z.string(),
  name: z.string(),
  bucket_id: z.string(),
  version: z.string(),
  created_at: z.string(),
  updated_at: z.string(),
  metadata: z.object({
    eTag: z.string(),
    size: z.number(),
    mimetype: z.string(),
    cacheControl: z.string(),
    lastModified: z.string(),
  }),
  user_metadata: z.record(z.string(), z.unknown()).nullable(),
});
export type ObjectRow = z.infer<typeof objectRow>;

/** The object as the caller may see it; one that policies hide does not exist. */
export async function findObject(
  database: Database,
  scope: RequestScope,
  { bucket, name }: ObjectPath,
): Promise<ObjectRow> {
  const rows = await database.runAs(
    { ...scope, readOnly: true },
    `select to_json(o)::text from storage.objects o where bucket_id = ${literal(bucket)} and name = ${literal(name)}`,
  );
  const json = rows[0]?.[0];
  if (!json) throw noSuchKey();
  return objectRow.parse(JSON.parse(json));
}
