import { Readable } from "node:stream";
import { z } from "zod";
import type { ApiRequest } from "../gateway/gateway-context";
import { notSpoken } from "../gateway/request-error";
import { tooLarge } from "./object-files";
import { StorageError } from "./storage-error";

export type UploadBody = {
  stream: Readable;
  contentType: string;
  cacheControl: string;
  userMetadata: Record<string, unknown> | null;
};

const metadataSchema = z.record(z.string(), z.unknown());

/** The file of an upload: the raw body as it streams, or the file field of a form (a Blob's upload). */
export async function uploadBody({ message }: ApiRequest, sizeLimit: number): Promise<UploadBody> {
  const contentType = message.headers["content-type"] ?? "application/octet-stream";
  if (message.headers["content-encoding"]) {
    throw notSpoken("An upload with Content-Encoding", "Send the plain bytes.");
  }
  if (contentType.startsWith("multipart/form-data"))
    return formBody(message, contentType, sizeLimit);
  return {
    stream: message,
    contentType,
    cacheControl: message.headers["cache-control"] ?? "no-cache",
    userMetadata: decodeMetadata(message.headers["x-metadata"], "base64"),
  };
}

/** Room for the form's other fields beside the file. */
const FORM_ALLOWANCE_BYTES = 64 * 1024;

async function formBody(
  message: Readable,
  contentType: string,
  sizeLimit: number,
): Promise<UploadBody> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of message) {
    size += chunk.length;
    if (size > sizeLimit + FORM_ALLOWANCE_BYTES) throw tooLarge();
    chunks.push(chunk);
  }
  const response = new Response(Buffer.concat(chunks), {
    headers: { "content-type": contentType },
  });
  const form = await response.formData().catch(() => null);
  const file = form?.get("");
  if (!form || !(file instanceof File)) {
    throw new StorageError(400, "InvalidRequest", "invalid_request", "The form holds no file");
  }
  const cacheControl = form.get("cacheControl");
  const metadata = form.get("metadata");
  return {
    stream: Readable.from([Buffer.from(await file.arrayBuffer())], { objectMode: false }),
    contentType: file.type || "application/octet-stream",
    cacheControl: typeof cacheControl === "string" ? `max-age=${cacheControl}` : "no-cache",
    userMetadata: decodeMetadata(typeof metadata === "string" ? metadata : undefined, "utf8"),
  };
}

function decodeMetadata(
  value: string | string[] | undefined,
  encoding: "base64" | "utf8",
): Record<string, unknown> | null {
  if (value === undefined) return null;
  return metadataSchema.parse(JSON.parse(Buffer.from(String(value), encoding).toString("utf8")));
}
