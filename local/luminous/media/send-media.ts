import { z } from "zod";
import type { Endpoint, ProviderRequest, Reply } from "../../providers/provider-request";
import { toE164 } from "../customers";
import type { HandOver } from "../hand-over-message";
import type { CustomerFiles } from "./customer-files";

const schema = z.looseObject({
  phone: z.string().max(255),
  media_type: z.enum(["image", "video", "audio", "document"]),
  media_url: z.url(),
  caption: z.string().min(1),
  file_name: z.string().min(1),
});

/** Meta's own limits on what is sent. */
const megabyte = 1024 * 1024;
const largest = {
  image: 5 * megabyte,
  video: 16 * megabyte,
  audio: 16 * megabyte,
  document: 100 * megabyte,
};

/**
 * `POST /api/send/media`: the platform fetches the address it was given, as it does, and hands the file
 * over; what cannot be fetched or is too large is Meta's 131053. The caption is required and goes nowhere.
 */
export function createMediaEndpoint(parts: {
  files: CustomerFiles;
  handOver: HandOver;
  now: () => Date;
  invalid: (request: ProviderRequest, error: z.ZodError | undefined) => Reply;
}): Endpoint {
  const { files, handOver, now, invalid } = parts;
  return async (request) => {
    const parsed = schema.safeParse(request.json);
    const phone = parsed.success ? toE164(parsed.data.phone) : null;
    if (!parsed.success || phone === null) return invalid(request, parsed.error);
    const { media_type, media_url, file_name } = parsed.data;
    const fetched = await fetchFile(media_url, largest[media_type], request.signal);
    const outgoing = {
      target: "send" as const,
      phone,
      contactName: "",
      kind: media_type,
      text: "",
      chatMetadata: { type: media_type, [media_type]: { link: media_url, filename: file_name } },
    };
    if ("fault" in fetched) {
      const refusal = { code: 131053, details: fetched.fault };
      return handOver(request, { ...outgoing, extra: {}, refusal });
    }
    const name = media_type === "document" ? file_name : null;
    const kept = files.keep({ ...fetched, fileName: name }, now());
    const file = { id: kept.id, mime_type: fetched.mimeType, name };
    return handOver(request, { ...outgoing, extra: { file } });
  };
}

async function fetchFile(
  url: string,
  limit: number,
  signal: AbortSignal,
): Promise<{ fault: string } | { bytes: Buffer; mimeType: string }> {
  try {
    const response = await fetch(url, {
      signal: AbortSignal.any([signal, AbortSignal.timeout(15_000)]),
    });
    if (!response.ok) return { fault: `The media could not be fetched: HTTP ${response.status}.` };
    const bytes = Buffer.from(await response.arrayBuffer());
    if (bytes.length > limit) return { fault: `The media is larger than ${limit} bytes.` };
    const mimeType = response.headers.get("content-type") ?? "application/octet-stream";
    return { bytes, mimeType };
  } catch (error) {
    return {
      fault: `The media could not be fetched: ${error instanceof Error ? error.name : ""}.`,
    };
  }
}
