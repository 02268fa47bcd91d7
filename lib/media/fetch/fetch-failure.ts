import type { FetchError } from "@/lib/media/fetch/fetch-errors";
import { SafeError } from "@/lib/safe-error";

/** An attempt to fetch a file ended without one. `retryAfterMs`: how long the provider asked us to wait. */
export class FetchFailure extends SafeError {
  override readonly name = "FetchFailure";
  override readonly code: FetchError;
  readonly retryAfterMs: number;

  constructor(code: FetchError, options: ErrorOptions & { retryAfterMs?: number | null } = {}) {
    super(code, `A file could not be fetched: ${code}`, options);
    this.code = code;
    this.retryAfterMs = options.retryAfterMs ?? 0;
  }
}
