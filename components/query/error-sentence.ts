import { composerCopy } from "@/components/copy/composer";
import { errorsCopy } from "@/components/copy/errors";
import { RequestFailure } from "@/components/query/request-json";

/** What to tell the reader of a failed request: what happened and what to do. */
export function errorSentence(error: unknown): string {
  const unavailable = errorsCopy.unavailable ?? "";
  if (!(error instanceof RequestFailure)) return unavailable;
  if (error.code === "not_allowed" && error.detail) {
    const reasons: Record<string, string> = composerCopy.blockedBy;
    return reasons[error.detail] ?? composerCopy.blocked.other(error.detail);
  }
  return errorsCopy[error.code] ?? unavailable;
}
