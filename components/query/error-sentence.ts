import { copy } from "@/components/copy/en";
import { RequestFailure } from "@/components/query/request-json";

/** What to tell the reader of a failed request: what happened and what to do. */
export function errorSentence(error: unknown): string {
  const unavailable = copy.errors.unavailable ?? "";
  if (!(error instanceof RequestFailure)) return unavailable;
  if (error.code === "not_allowed" && error.detail) {
    const reasons: Record<string, string> = copy.composer.blockedBy;
    return reasons[error.detail] ?? copy.composer.blocked.other(error.detail);
  }
  return copy.errors[error.code] ?? unavailable;
}
