import {
  type ApiAnswer,
  type ApiRequest,
  type GatewayContext,
  jsonAnswer,
} from "../gateway/gateway-context";
import { findBucket } from "./find-bucket";
import { removeFile, storeFile, tooLarge } from "./object-files";
import { objectPath } from "./object-path";
import { StorageError } from "./storage-error";
import { storageScope } from "./storage-scope";
import { uploadBody } from "./upload-body";
import { requireRight, saveRow, type WriteMode } from "./write-object";

/**
 * POST creates (or replaces, with `x-upsert`), PUT replaces. The caller's right is tried before the
 * first byte is read; the row is written once the file is whole.
 */
export async function uploadObject(
  context: GatewayContext,
  request: ApiRequest,
): Promise<ApiAnswer> {
  const { database, storageDir } = context;
  const scope = storageScope(request);
  const target = objectPath(request.path.split("/").slice(1));
  const upsert = request.message.headers["x-upsert"] === "true";
  const mode: WriteMode = request.method === "PUT" ? "replace" : upsert ? "upsert" : "create";

  const bucket = await findBucket(database, target.bucket);
  if (Number(request.message.headers["content-length"] ?? 0) > bucket.sizeLimit + 64 * 1024)
    throw tooLarge();
  await requireRight(database, scope, target, mode);
  const body = await uploadBody(request, bucket.sizeLimit);
  if (!bucket.allows(body.contentType)) {
    throw new StorageError(
      415,
      "InvalidMimeType",
      "invalid_mime_type",
      `mime type ${body.contentType} is not supported`,
    );
  }
  const file = await storeFile(storageDir, body.stream, bucket.sizeLimit);
  try {
    const saved = await saveRow(database, scope, target, mode, file, body);
    if (saved.replaced !== null) await removeFile(storageDir, saved.replaced);
    return jsonAnswer(200, { Id: saved.id, Key: `${target.bucket}/${target.name}` });
  } catch (error) {
    await removeFile(storageDir, file.version);
    throw error;
  }
}
