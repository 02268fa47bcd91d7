import type { Reply } from "../providers/provider-request";

/** A refusal in OpenAI's shape; thrown by the checks, answered by the endpoints. */
export class OpenaiError extends Error {
  readonly status: number;
  readonly param: string | null;
  readonly code: string | null;

  constructor(
    status: number,
    message: string,
    param: string | null = null,
    code: string | null = null,
  ) {
    super(message);
    this.status = status;
    this.param = param;
    this.code = code;
  }
}

export function errorReply(error: OpenaiError, headers: Record<string, string> = {}): Reply {
  const { status, message, param, code } = error;
  const body = { error: { message, type: errorType(status), param, code } };
  return { status, headers, body };
}

/** The body of an injected HTTP error. */
export function faultReply(
  status: number,
  retryAfter?: number,
  about: { code?: string | undefined; param?: string | undefined } = {},
): Reply {
  const headers: Record<string, string> =
    retryAfter === undefined
      ? {}
      : { "retry-after": String(retryAfter), "retry-after-ms": String(retryAfter * 1000) };
  if (status === 429) {
    const code = about.code ?? "rate_limit_exceeded";
    const error = new OpenaiError(429, "Rate limit reached.", null, code);
    return errorReply(error, headers);
  }
  const { param = null, code = null } = about;
  const message = status >= 500 ? "The server had an error." : "The request cannot be served.";
  return errorReply(new OpenaiError(status, message, param, code), headers);
}

function errorType(status: number): string {
  if (status === 429) return "tokens";
  return status >= 500 ? "server_error" : "invalid_request_error";
}
