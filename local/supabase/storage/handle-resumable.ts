import { z } from "zod";
import type { ApiAnswer, ApiRequest, GatewayContext } from "../gateway/gateway-context";
import { findBucket } from "./find-bucket";
import { removeFile, tooLarge } from "./object-files";
import { requireValidKey } from "./object-path";
import { appendBody, type ResumableUpload } from "./resumable-uploads";
import { answerStorageError } from "./storage-error";
import { storageScope } from "./storage-scope";
import { requireRight, saveRow } from "./write-object";

const tus = { "tus-resumable": "1.0.0" };
const refusalSchema = z.object({ statusCode: z.coerce.number(), message: z.string() });
const metadataSchema = z.object({
  bucketName: z.string().min(1),
  objectName: z.string().min(1),
  contentType: z.string().default("application/octet-stream"),
  cacheControl: z.string().default(""),
  metadata: z.string().optional(),
});

/** `/upload/resumable`: TUS 1.0.0 with creation, creation-with-upload, expiration and termination. */
export async function handleResumable(
  context: GatewayContext,
  request: ApiRequest,
): Promise<ApiAnswer> {
  try {
    if (request.message.headers["tus-resumable"] !== "1.0.0")
      return answer(412, {}, "Tus-Resumable Required");
    const id = request.path.split("/")[2];
    if (id === undefined && request.method === "POST") return await createUpload(context, request);
    if (id !== undefined && request.method === "HEAD") return describeUpload(context, id);
    if (id !== undefined && request.method === "PATCH")
      return await continueUpload(context, request, id);
    if (id !== undefined && request.method === "DELETE")
      return await endUpload(context, request, id);
    return answer(404, {}, "Not found");
  } catch (error) {
    // Other than the rest of Storage, this endpoint answers with the status that it means, in plain text.
    const { statusCode, message } = refusalSchema.parse(
      JSON.parse(String(answerStorageError(error, context.log).body)),
    );
    return answer(statusCode, {}, message);
  }
}

async function createUpload(context: GatewayContext, request: ApiRequest): Promise<ApiAnswer> {
  const { headers } = request.message;
  const length = Number(headers["upload-length"] ?? Number.NaN);
  if (!Number.isInteger(length) || length < 0) return answer(400, {}, "Upload-Length is required");
  const metadata = metadataSchema.safeParse(readMetadata(String(headers["upload-metadata"] ?? "")));
  if (!metadata.success) return answer(400, {}, "Metadata is required");
  const { bucketName, objectName, contentType, cacheControl, metadata: custom } = metadata.data;
  requireValidKey(objectName);
  const target = { bucket: bucketName, name: objectName };
  const bucket = await findBucket(context.database, bucketName);
  if (length > bucket.sizeLimit) throw tooLarge();
  if (!bucket.allows(contentType))
    return answer(415, {}, `mime type ${contentType} is not supported`);
  await requireRight(context.database, storageScope(request), target, modeOf(request));
  const fileHeaders = {
    contentType,
    cacheControl: /^\d+$/.test(cacheControl) ? `max-age=${cacheControl}` : "no-cache",
    userMetadata:
      custom === undefined ? null : z.record(z.string(), z.unknown()).parse(JSON.parse(custom)),
  };
  const { id, upload } = await context.uploads.begin(target, fileHeaders, length);
  const created = {
    location: `${context.publicUrl}/storage/v1/upload/resumable/${id}`,
    "upload-expires": upload.expiresAt.toUTCString(),
  };
  return addBody(context, request, id, upload, { status: 201, headers: created });
}

function describeUpload(context: GatewayContext, id: string): ApiAnswer {
  const upload = context.uploads.find(id);
  if (!upload) return answer(404, {}, "");
  return answer(200, {
    "upload-offset": String(upload.offset),
    "upload-length": String(upload.length),
    "upload-expires": upload.expiresAt.toUTCString(),
    "cache-control": "no-store",
  });
}

async function continueUpload(
  context: GatewayContext,
  request: ApiRequest,
  id: string,
): Promise<ApiAnswer> {
  const { headers } = request.message;
  if (headers["content-type"] !== "application/offset+octet-stream")
    return answer(415, {}, "Content-Type must be application/offset+octet-stream");
  const upload = context.uploads.find(id);
  if (!upload) return answer(404, {}, "The file for this url was not found");
  if (upload.isLocked) return answer(423, {}, "The upload is being written to");
  if (Number(headers["upload-offset"]) !== upload.offset)
    return answer(409, {}, "Upload-Offset conflict");
  await requireRight(context.database, storageScope(request), upload.target, modeOf(request));
  return addBody(context, request, id, upload, { status: 204, headers: {} });
}

async function endUpload(
  context: GatewayContext,
  request: ApiRequest,
  id: string,
): Promise<ApiAnswer> {
  const upload = context.uploads.find(id);
  if (!upload) return answer(404, {}, "The file for this url was not found");
  await requireRight(context.database, storageScope(request), upload.target, modeOf(request));
  await context.uploads.drop(id);
  return answer(204);
}

async function addBody(
  context: GatewayContext,
  request: ApiRequest,
  id: string,
  upload: ResumableUpload,
  success: { status: number; headers: Record<string, string> },
): Promise<ApiAnswer> {
  upload.isLocked = true;
  const appended = await appendBody(upload, request.message).finally(() => {
    upload.isLocked = false;
  });
  if (appended === "too_long") throw tooLarge();
  if (appended === "cut_off") return answer(400, {}, "The body broke off");
  if (upload.offset === upload.length) await completeUpload(context, request, id, upload);
  return answer(success.status, { ...success.headers, "upload-offset": String(upload.offset) });
}

async function completeUpload(
  context: GatewayContext,
  request: ApiRequest,
  id: string,
  upload: ResumableUpload,
): Promise<void> {
  const file = await context.uploads.finish(id, upload);
  const { target, headers } = upload;
  try {
    const scope = storageScope(request);
    const mode = modeOf(request);
    const saved = await saveRow(context.database, scope, target, mode, file, headers);
    if (saved.replaced !== null) await removeFile(context.storageDir, saved.replaced);
  } catch (error) {
    await removeFile(context.storageDir, file.version);
    throw error;
  }
}

const modeOf = (request: ApiRequest) =>
  request.message.headers["x-upsert"] === "true" ? "upsert" : "create";

/** `Upload-Metadata`: names and base64 values. */
function readMetadata(header: string): Record<string, string> {
  const pairs = header.split(",").map((pair) => pair.trim().split(" "));
  return Object.fromEntries(
    pairs.map(([name = "", value = ""]) => [name, Buffer.from(value, "base64").toString("utf8")]),
  );
}

function answer(status: number, headers: Record<string, string> = {}, body = ""): ApiAnswer {
  const text = { ...tus, ...headers };
  return { status, headers: text, body: body === "" ? null : body };
}
