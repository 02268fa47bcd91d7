import { z } from "zod";
import { listTemplatePages, type TemplateList } from "@/lib/whatsapp/list-templates";
import { readSendResponse } from "@/lib/whatsapp/luminous-response";
import { readAnswer, retryAfterMs as readRetryAfter } from "@/lib/whatsapp/read-answer";
import { classifyRequestFailure } from "@/lib/whatsapp/request-failure";

export type LuminousSettings = {
  /** `LUMINOUS_API_URL`, without `/api`. */
  baseUrl: string;
  apiKey: string;
  /** For the whole request, its answer included. */
  timeoutMs: number;
  fetch?: typeof globalThis.fetch;
};

/** What became of one request to send. Ids and enums only: no texts, numbers or keys. */
export type SendOutcome =
  /** Meta took it under this id; delivery is reported later. */
  | { kind: "accepted"; waMessageId: string }
  /** Meta said no. The code is Meta's; null when none was given. */
  | { kind: "refused"; code: number | null; httpStatus: number; retryAfterMs: number | null }
  /** Surely nothing left. */
  | {
      kind: "not_sent";
      reason: NotSentReason;
      httpStatus: number | null;
      retryAfterMs: number | null;
    }
  /** It may have been sent: never to be repeated blindly (P11). */
  | {
      kind: "unknown";
      reason:
        | "timed_out"
        | "connection_lost"
        | "server_error"
        | "unreadable_answer"
        | "accepted_without_id";
    };

export type NotSentReason =
  | "not_connected"
  | "unauthorized"
  | "forbidden"
  | "rate_limited"
  | "bad_request"
  | "redirected";

export type TemplateMessage = {
  name: string;
  /** Meta's language code, such as `en_US`. */
  language: string;
  /** Meta's `components`: variables of header, body and buttons. */
  components: readonly unknown[];
};

const REFUSING = new Map<number, NotSentReason>([
  [401, "unauthorized"],
  [403, "forbidden"],
  [429, "rate_limited"],
]);
/** These say that the server gave up waiting, not that it did nothing. */
const UNDECIDED = new Set([408, 409, 425, 499]);

function judge(response: Response, answer: unknown): SendOutcome {
  const httpStatus = response.status;
  const retryAfterMs = readRetryAfter(response.headers);
  const reading = readSendResponse(answer);
  if (reading.kind === "accepted") return reading;
  if (reading.kind === "refused") return { ...reading, httpStatus, retryAfterMs };
  if (reading.kind === "accepted_without_id") return { kind: "unknown", reason: reading.kind };
  if (httpStatus >= 300 && httpStatus < 400) {
    return { kind: "not_sent", reason: "redirected", httpStatus, retryAfterMs };
  }
  if (httpStatus >= 400 && httpStatus < 500 && !UNDECIDED.has(httpStatus)) {
    const reason = REFUSING.get(httpStatus) ?? "bad_request";
    return { kind: "not_sent", reason, httpStatus, retryAfterMs };
  }
  return { kind: "unknown", reason: httpStatus >= 500 ? "server_error" : "unreadable_answer" };
}

const settingsSchema = z.object({
  baseUrl: z.url(),
  // Anything else cannot stand in a header.
  apiKey: z.string().regex(/^[\x21-\x7e]+$/),
  timeoutMs: z.number().positive(),
});

/**
 * The calls to Luminous that this product makes. Whatever the provider does, the outcome is a value
 * and nothing is thrown; one call is one request, retries are the caller's decision.
 * @throws ZodError at creation, when a setting is missing.
 */
export function createLuminousClient(settings: LuminousSettings) {
  const { baseUrl, apiKey, timeoutMs } = settingsSchema.parse(settings);
  const fetch = settings.fetch ?? globalThis.fetch;
  const url = (path: string) => `${baseUrl.replace(/\/+$/, "")}/api/${path}`;
  const request = (path: string, body?: object) =>
    fetch(url(path), {
      method: body ? "POST" : "GET",
      headers: {
        authorization: `Bearer ${apiKey}`,
        accept: "application/json",
        ...(body && { "content-type": "application/json" }),
      },
      body: body && JSON.stringify(body),
      redirect: "manual",
      cache: "no-store",
      signal: AbortSignal.timeout(timeoutMs),
    });

  async function send(path: string, body: object): Promise<SendOutcome> {
    try {
      const response = await request(path, body);
      return judge(response, await readAnswer(response));
    } catch (error) {
      const failure = classifyRequestFailure(error);
      return failure.sent === "no"
        ? { kind: "not_sent", reason: failure.reason, httpStatus: null, retryAfterMs: null }
        : { kind: "unknown", reason: failure.reason };
    }
  }

  return {
    /** Free text, to be sent inside the 24-hour window only. `to` is E.164 with `+`. */
    sendText: (message: { to: string; text: string }) =>
      send("send", { phone: message.to, message: message.text }),

    /**
     * A file of ours, which Luminous fetches from `url`. It requires a caption and does not pass it on
     * in every version, so nothing that the customer has to read may stand in it.
     */
    sendMedia: (message: { to: string; kind: "image" | "document"; url: string; name: string }) =>
      send("send/media", {
        phone: message.to,
        media_type: message.kind,
        media_url: message.url,
        caption: message.name,
        file_name: message.name,
      }),

    /** An approved template, allowed outside the window. */
    sendTemplate: (message: { to: string; template: TemplateMessage }) =>
      send("send/template", {
        phone: message.to,
        template: {
          name: message.template.name,
          language: { code: message.template.language },
          components: message.template.components,
        },
      }),

    /** All templates that Luminous knows of our account, page by page. */
    listTemplates: (): Promise<TemplateList> =>
      listTemplatePages(async (page) => {
        const response = await request(`templates?page=${page}&per_page=100`);
        return { httpStatus: response.status, answer: await readAnswer(response) };
      }),
  };
}
