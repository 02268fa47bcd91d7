import { redactWord } from "@/lib/redact";
import { SafeError } from "@/lib/safe-error";
import { DatabaseError } from "@/lib/supabase/database-error";

/** What a failure is grouped by: the error's class and our or the provider's code. Never its message (P13). */
export type ErrorCause = { class: string; code: string | null };

const longest = 80;

/** Class and code of anything that was thrown. A wrapper of the job engine gives way to what it wraps. */
export function errorCause(error: unknown): ErrorCause {
  if (!(error instanceof Error)) return { class: `thrown_${typeof error}`, code: null };
  if (/^(NonRetriableError|RetryAfterError)$/.test(error.name) && error.cause instanceof Error) {
    return errorCause(error.cause);
  }
  const name = word(error.name === "Error" ? error.constructor.name : error.name) ?? "Error";
  return { class: name, code: codeOf(error) };
}

function codeOf(error: Error): string | null {
  if (error instanceof DatabaseError) {
    return (
      word(error.databaseCode) ?? (error.httpStatus > 0 ? `http_${error.httpStatus}` : "no_answer")
    );
  }
  if (error instanceof SafeError) return word(error.code);
  const code = "code" in error ? error.code : undefined;
  if (typeof code === "string" || typeof code === "number") {
    const known = word(String(code));
    if (known !== null) return known;
  }
  const status = "status" in error ? error.status : undefined;
  return typeof status === "number" && status >= 100 && status < 1000 ? `http_${status}` : null;
}

/** A short word of a fixed set, or null: anything longer or with spaces may quote what was given. */
function word(text: string): string | null {
  const safe = redactWord(text);
  return /^[A-Za-z][\w.-]*$|^[0-9A-Z]{5}$/.test(safe) ? safe.slice(0, longest) : null;
}
