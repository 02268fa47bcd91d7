import { z } from "zod";
import { oggDescription } from "../luminous/media/ogg-opus";
import type { Faults } from "../providers/faults";
import { type Endpoint, NO_REPLY, type ProviderRequest } from "../providers/provider-request";
import { faultReply, OpenaiError } from "./openai-error";

const LARGEST_FILE = 25 * 1024 * 1024;
const FORMATS = ["flac", "m4a", "mp3", "mp4", "mpeg", "mpga", "oga", "ogg", "wav", "webm"];
const LANGUAGES =
  "af ar az be bg bs ca cs cy da de el en es et fa fi fr gl he hi hr hu hy id is it ja kk kn ko lt lv mi mk mr ms ne nl no pl pt ro ru sk sl sr sv sw ta th tl tr uk ur vi zh".split(
    " ",
  );
const UNKNOWN = "This stand-in cannot hear recordings that it did not make.";

const formSchema = z.object({
  file: z.instanceof(File),
  model: z.string().min(1),
  language: z.string().optional(),
  response_format: z.literal("json").optional(),
});

/** `POST /audio/transcriptions`: says what the recording says of itself. */
export function transcriptionsEndpoint(faults: Faults): Endpoint {
  return async (request) => {
    const { file, model, language } = await readForm(request);
    request.record({ detail: [model, file.name, file.type, language ?? "-"].join(" ") });
    const bytes = Buffer.from(await file.arrayBuffer());
    const text = oggDescription(bytes) ?? UNKNOWN;
    const about = { text: `${file.name} ${text}` };
    const fault = await faults.meet("transcriptions", about, request.signal);
    if (fault !== null) request.record({ fault: fault.kind, outcome: "failed" });
    if (fault?.kind === "hang") return NO_REPLY;
    if (fault?.kind === "status") return faultReply(fault.status, fault.retry_after_s, fault);

    // About 16 kbit/s, as WhatsApp records; the service knows the true length.
    const usage = { type: "duration", seconds: Math.ceil(bytes.length / 2_000) };
    return { status: 200, body: { text, usage } };
  };
}

async function readForm({ raw, headers }: ProviderRequest) {
  const type = headers["content-type"] ?? "";
  const form = await new Response(new Uint8Array(raw), { headers: { "content-type": type } })
    .formData()
    .catch(() => {
      throw new OpenaiError(400, "The body must be multipart/form-data.");
    });
  const parsed = formSchema.safeParse(Object.fromEntries(form.entries()));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const param = issue?.path.join(".") ?? null;
    throw new OpenaiError(400, `Invalid '${param}': ${issue?.message}.`, param);
  }
  const { file, language } = parsed.data;
  if (file.size > LARGEST_FILE) {
    throw new OpenaiError(413, "Maximum content size limit (26214400) exceeded.");
  }
  if (!FORMATS.includes(file.name.split(".").at(-1) ?? "")) {
    const message = `Unrecognized file format. Supported formats: ${FORMATS.join(", ")}.`;
    throw new OpenaiError(400, message, "file", "unsupported_format");
  }
  if (language !== undefined && !LANGUAGES.includes(language)) {
    const message = `Language '${language}' is not supported.`;
    throw new OpenaiError(400, message, "language", "unsupported_language");
  }
  return parsed.data;
}
