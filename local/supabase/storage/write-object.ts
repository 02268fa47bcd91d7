import { randomUUID } from "node:crypto";
import type { Database, RequestScope } from "../database/database";
import { literal } from "../database/quote-sql";
import type { StoredFile } from "./object-files";
import type { ObjectPath } from "./object-path";
import { noSuchKey, StorageError } from "./storage-error";
import type { UploadBody } from "./upload-body";

export type WriteMode = "create" | "upsert" | "replace";
export type FileHeaders = Pick<UploadBody, "contentType" | "cacheControl" | "userMetadata">;

/** Undoes the write that it tried. */
class Tried extends Error {}

/** Tries the write and undoes it: refused like the write itself, before the first byte is read. */
export async function requireRight(
  database: Database,
  scope: RequestScope,
  target: ObjectPath,
  mode: WriteMode,
): Promise<void> {
  await refuseByExistence(database, target, mode);
  const sql = writeSql(target, mode, {
    version: randomUUID(),
    metadata: "{}",
    userMetadata: null,
    owner: ownerOf(scope),
  });
  try {
    await database.runAsChecked(scope, sql, (rows) => {
      if (rows.length === 0) throw noSuchKey();
      throw new Tried();
    });
  } catch (error) {
    if (!(error instanceof Tried)) throw error;
  }
}

async function refuseByExistence(
  database: Database,
  target: ObjectPath,
  mode: WriteMode,
): Promise<string | null> {
  const [existing] = await database.query<{ version: string }>(
    "select version from storage.objects where bucket_id = $1 and name = $2",
    [target.bucket, target.name],
  );
  if (existing && mode === "create") {
    throw new StorageError(
      409,
      "ResourceAlreadyExists",
      "Duplicate",
      "The resource already exists",
    );
  }
  if (!existing && mode === "replace") throw noSuchKey();
  return existing?.version ?? null;
}

/** Writes the object's row once its file is whole; says which file it replaced. */
export async function saveRow(
  database: Database,
  scope: RequestScope,
  target: ObjectPath,
  mode: WriteMode,
  file: StoredFile,
  body: FileHeaders,
): Promise<{ id: string; replaced: string | null }> {
  const replaced = await refuseByExistence(database, target, mode);
  const metadata = JSON.stringify({
    eTag: file.etag,
    size: file.size,
    mimetype: body.contentType,
    cacheControl: body.cacheControl,
    lastModified: new Date().toISOString(),
    contentLength: file.size,
    httpStatusCode: 200,
  });
  const userMetadata = body.userMetadata === null ? null : JSON.stringify(body.userMetadata);
  const rows = await database.runAs(
    scope,
    writeSql(target, mode, {
      version: file.version,
      metadata,
      userMetadata,
      owner: ownerOf(scope),
    }),
  );
  const id = rows[0]?.[0];
  if (!id) throw noSuchKey();
  return { id, replaced };
}

type Written = {
  version: string;
  metadata: string;
  userMetadata: string | null;
  owner: string | null;
};

function writeSql({ bucket, name }: ObjectPath, mode: WriteMode, row: Written): string {
  const set = `version = ${literal(row.version)}, metadata = ${literal(row.metadata)}::jsonb, user_metadata = ${literal(row.userMetadata)}::jsonb, updated_at = now(), owner_id = ${literal(row.owner)}`;
  if (mode === "replace") {
    return `update storage.objects set ${set} where bucket_id = ${literal(bucket)} and name = ${literal(name)} returning id::text`;
  }
  const insert = `insert into storage.objects (bucket_id, name, version, metadata, user_metadata, owner_id, owner) values (${literal(bucket)}, ${literal(name)}, ${literal(row.version)}, ${literal(row.metadata)}::jsonb, ${literal(row.userMetadata)}::jsonb, ${literal(row.owner)}, ${literal(row.owner)}::uuid)`;
  const conflict = mode === "upsert" ? ` on conflict (bucket_id, name) do update set ${set}` : "";
  return `${insert}${conflict} returning id::text`;
}

function ownerOf(scope: RequestScope): string | null {
  const claims: unknown = JSON.parse(scope.claims);
  const sub = typeof claims === "object" && claims !== null && "sub" in claims ? claims.sub : null;
  return typeof sub === "string" ? sub : null;
}
