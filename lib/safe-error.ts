/**
 * An error of ours whose message was written by us and holds ids and enums only (P13), so it may be
 * logged. Messages of any other error are never logged: they quote bodies, numbers and URLs.
 * `code` is a stable snake_case word for telling errors apart in logs and tests.
 */
export class SafeError extends Error {
  override readonly name: string = "SafeError";
  readonly code: string;

  constructor(code: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
