/** An answer other than success, in PostgREST's shape `{code,message,details,hint}`. */
export class RequestError extends Error {
  readonly status: number;
  readonly code: string;
  readonly details: string | null;
  readonly hint: string | null;
  readonly headers: Record<string, string>;

  constructor(
    status: number,
    code: string,
    message: string,
    more: {
      details?: string | null;
      hint?: string | null;
      headers?: Record<string, string>;
    } = {},
  ) {
    super(message);
    this.name = "RequestError";
    this.status = status;
    this.code = code;
    this.details = more.details ?? null;
    this.hint = more.hint ?? null;
    this.headers = more.headers ?? {};
  }
}

/** What hosted Supabase can do and this stand-in cannot: 501, naming it, rather than a guess. */
export function notSpoken(what: string, hint: string): RequestError {
  return new RequestError(501, "LOCAL501", `${what} is not spoken by the embedded Supabase`, {
    hint,
  });
}
