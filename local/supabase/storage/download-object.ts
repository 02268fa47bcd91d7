import {
  type ApiAnswer,
  type ApiRequest,
  type GatewayContext,
  jsonAnswer,
} from "../gateway/gateway-context";
import { notSpoken } from "../gateway/request-error";
import { readFileStream } from "./object-files";
import { objectPath } from "./object-path";
import { findObject, type ObjectRow } from "./object-row";
import { StorageError } from "./storage-error";
import { storageScope } from "./storage-scope";

/** `GET /object/<bucket>/<path>` as far as the caller's policies go. */
export async function downloadObject(
  context: GatewayContext,
  request: ApiRequest,
): Promise<ApiAnswer> {
  const target = objectPath(request.path.split("/").slice(1));
  const row = await findObject(context.database, storageScope(request), target);
  return fileAnswer(context, request, row);
}

/** `GET /object/info/<bucket>/<path>` */
export async function objectInfo(context: GatewayContext, request: ApiRequest): Promise<ApiAnswer> {
  const target = objectPath(request.path.split("/").slice(2));
  const row = await findObject(context.database, storageScope(request), target);
  return jsonAnswer(200, {
    id: row.id,
    name: row.name,
    version: row.version,
    bucket_id: row.bucket_id,
    size: row.metadata.size,
    content_type: row.metadata.mimetype,
    cache_control: row.metadata.cacheControl,
    etag: row.metadata.eTag,
    metadata: row.user_metadata ?? {},
    last_modified: row.updated_at,
    created_at: row.created_at,
  });
}

/** The bytes of an object, whole or one range of them. */
export function fileAnswer(
  context: GatewayContext,
  request: ApiRequest,
  row: ObjectRow,
): ApiAnswer {
  if (request.query.has("width") || request.query.has("height")) {
    throw notSpoken("An image transformation", "Fetch the original.");
  }
  const { size, mimetype, cacheControl, eTag, lastModified } = row.metadata;
  const headers: Record<string, string> = {
    "content-type": mimetype,
    "cache-control": cacheControl,
    etag: eTag,
    "last-modified": new Date(lastModified).toUTCString(),
    "accept-ranges": "bytes",
    ...dispositionHeader(request.query.get("download"), row.name),
  };
  const range = requestedRange(request.message.headers.range, size);
  const length = range ? range.end - range.start + 1 : size;
  if (range) headers["content-range"] = `bytes ${range.start}-${range.end}/${size}`;
  headers["content-length"] = String(length);
  const body =
    request.method === "HEAD" || length === 0
      ? null
      : readFileStream(context.storageDir, row.version, range);
  return { status: range ? 206 : 200, headers, body };
}

function dispositionHeader(download: string | null, name: string): Record<string, string> {
  if (download === null) return {};
  const fileName =
    download === "" || download === "true" ? (name.split("/").at(-1) ?? "file") : download;
  return { "content-disposition": `attachment; filename*=UTF-8''${encodeURIComponent(fileName)}` };
}

function requestedRange(
  header: string | undefined,
  size: number,
): { start: number; end: number } | null {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header ?? "");
  if (!match || (match[1] === "" && match[2] === "")) return null;
  const start = match[1] ? Number(match[1]) : Math.max(0, size - Number(match[2]));
  const end = match[1] && match[2] ? Math.min(Number(match[2]), size - 1) : size - 1;
  if (start > end) {
    throw new StorageError(
      416,
      "InvalidRange",
      "invalid_range",
      "The requested range is not satisfiable",
    );
  }
  return { start, end };
}
