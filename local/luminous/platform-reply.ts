import type { Reply } from "../providers/provider-request";
import type { MetaError } from "./meta-errors";

/**
 * A refusal by Meta is HTTP 200 with `success:false`. When the platform could not reach Meta, or
 * gave up waiting, there is no code and no message at the top: the outcome is unknown then.
 */
export function refusedReply(error: MetaError | null) {
  const message = error === null ? null : `(#${error.code}) ${error.title}`;
  const detail =
    error === null
      ? { message: "cURL error 28: Operation timed out after 30001 milliseconds" }
      : {
          message,
          type: "OAuthException",
          code: error.code,
          error_data: { messaging_product: "whatsapp", details: error.details },
          fbtrace_id: "AXlocalstandin",
        };
  const data = {
    success: false,
    data: { error: detail },
    ...(message === null ? {} : { message }),
  };
  return { status: 200, body: { statusCode: 200, data } };
}

export function platformError(status: number, retryAfter?: number): Reply {
  return {
    status,
    headers: retryAfter === undefined ? {} : { "retry-after": String(retryAfter) },
    body: { message: status === 429 ? "Too Many Attempts." : "Server Error" },
  };
}
