import {
  type ApiAnswer,
  type ApiRequest,
  type GatewayContext,
  jsonAnswer,
} from "../gateway/gateway-context";
import { notSpoken } from "../gateway/request-error";
import { downloadObject, objectInfo } from "./download-object";
import { handleResumable } from "./handle-resumable";
import { listObjects } from "./list-objects";
import { readBuckets } from "./read-buckets";
import { removeObjects } from "./remove-objects";
import { fetchSigned, signObject } from "./sign-object";
import { uploadObject } from "./upload-object";

/** First segments below `/object` that mean an operation, not a bucket. */
const OPERATIONS = new Set([
  "sign",
  "info",
  "list",
  "list-v2",
  "upload",
  "copy",
  "move",
  "public",
  "authenticated",
]);

/** `/storage/v1`: read buckets; upload, download, describe, list, sign and remove objects. */
export async function handleStorage(
  context: GatewayContext,
  request: ApiRequest,
): Promise<ApiAnswer> {
  const { method, path } = request;
  const [kind, second = "", third] = path.split("/");
  const reads = method === "GET" || method === "HEAD";
  if (kind === "status" && reads) return jsonAnswer(200, { status: "ok" });
  if (kind === "bucket" && reads) return readBuckets(context, request);
  if (kind === "upload" && second === "resumable") return handleResumable(context, request);
  if (kind === "object") {
    if (second === "sign" && method === "POST") return signObject(context, request);
    if (second === "sign" && reads) return fetchSigned(context, request);
    if (second === "info" && reads) return objectInfo(context, request);
    if (second === "list" && method === "POST") return listObjects(context, request);
    if (!OPERATIONS.has(second)) {
      if (method === "DELETE" && third === undefined) return removeObjects(context, request);
      if ((method === "POST" || method === "PUT") && third !== undefined)
        return uploadObject(context, request);
      if (reads && third !== undefined) return downloadObject(context, request);
    }
  }
  throw notSpoken(
    `${method} /storage/v1/${[kind, second].filter(Boolean).join("/")}`,
    "It speaks bucket (read), object upload (at once or resumable), download, info, list, sign and remove; buckets come from migrations.",
  );
}
