import { z } from "zod";
import type { Database } from "../database/database";
import { noSuchBucket } from "./storage-error";

/** Hosted's own limit where a bucket sets none. */
const DEFAULT_SIZE_LIMIT = 50 * 1024 * 1024;

const bucketRow = z.object({
  file_size_limit: z.coerce.number().nullable(),
  allowed_mime_types: z.array(z.string()).nullable(),
});

export type BucketRules = { sizeLimit: number; allows: (contentType: string) => boolean };

/** What a bucket takes; read as superuser, as the Storage API does before it asks the policies. */
export async function findBucket(database: Database, id: string): Promise<BucketRules> {
  const rows = await database.query(
    "select file_size_limit::text, allowed_mime_types from storage.buckets where id = $1",
    [id],
  );
  if (rows.length === 0) throw noSuchBucket();
  const bucket = bucketRow.parse(rows[0]);
  const allowed = bucket.allowed_mime_types ?? [];
  return {
    sizeLimit: bucket.file_size_limit ?? DEFAULT_SIZE_LIMIT,
    allows: (contentType) => {
      const type = contentType.split(";")[0]?.trim().toLowerCase() ?? "";
      return (
        allowed.length === 0 ||
        allowed.some(
          (pattern) =>
            pattern === type || (pattern.endsWith("/*") && type.startsWith(pattern.slice(0, -1))),
        )
      );
    },
  };
}
