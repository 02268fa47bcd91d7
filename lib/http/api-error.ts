const statuses = {
  signed_out: 401,
  forbidden: 403,
  cross_site: 403,
  not_found: 404,
  invalid: 400,
  not_owner: 409,
  not_allowed: 409,
  session_closed: 409,
  unavailable: 503,
} as const;

export type ApiErrorCode = keyof typeof statuses;

/** A refusal that the caller may know: a code that the console puts into words, and a detail that is an enum word. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  readonly code: ApiErrorCode;
  readonly status: number;
  readonly detail: string | undefined;

  constructor(code: ApiErrorCode, detail?: string) {
    super(code);
    this.code = code;
    this.status = statuses[code];
    this.detail = detail;
  }
}
