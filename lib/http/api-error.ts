const statuses = {
  signed_out: 401,
  forbidden: 403,
  cross_site: 403,
  not_found: 404,
  invalid: 400,
  not_owner: 409,
  not_allowed: 409,
  session_closed: 409,
  newer_session: 409,
  not_assignable: 409,
  not_yours: 409,
  not_failed: 409,
  shortcut_taken: 409,
  name_taken: 409,
  too_many_views: 409,
  template_not_approved: 409,
  changed_meanwhile: 409,
  already_published: 409,
  not_published: 409,
  reembed_already_open: 409,
  reembed_not_open: 409,
  retention_already_open: 409,
  already_held: 409,
  already_released: 409,
  legal_hold: 409,
  last_admin: 409,
  request_closed: 409,
  identity_already_proved: 409,
  identity_not_proved: 409,
  too_many_codes: 409,
  already_extended: 409,
  request_paused: 409,
  too_late_to_extend: 409,
  erasure_running: 409,
  not_done_yet: 409,
  identity_taken: 409,
  already_told: 409,
  nothing_changed: 409,
  newer_consent: 409,
  customer_erased: 409,
  export_not_ready: 409,
  preview_changed: 409,
  request_not_ready: 409,
  erasure_already_approved: 409,
  second_person_needed: 409,
  erasure_not_waiting: 409,
  erasure_not_completed: 409,
  too_many_tries: 429,
  too_many_mails: 429,
  file_too_large: 413,
  file_type_refused: 415,
  file_unreadable: 400,
  unavailable: 503,
} as const;

export type ApiErrorCode = keyof typeof statuses;

/**
 * A refusal that the caller may know: a code that the console puts into words, a detail that is an enum
 * word, and of a refused form the code of what is wrong with each field.
 */
export class ApiError extends Error {
  override readonly name = "ApiError";
  readonly code: ApiErrorCode;
  readonly status: number;
  readonly detail: string | undefined;
  readonly fields: Record<string, string> | undefined;

  constructor(code: ApiErrorCode, detail?: string, fields?: Record<string, string>) {
    super(code);
    this.code = code;
    this.status = statuses[code];
    this.detail = detail;
    this.fields = fields;
  }
}
