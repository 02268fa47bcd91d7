import type { PostgrestError } from "@supabase/supabase-js";
import { ApiError } from "@/lib/http/api-error";
import { SafeError } from "@/lib/safe-error";

const conflicts = [
  "session_closed",
  "newer_session",
  "not_owner",
  "not_assignable",
  "not_yours",
  "not_failed",
  "shortcut_taken",
  "name_taken",
  "too_many_views",
  "template_not_approved",
  "changed_meanwhile",
  "already_published",
  "not_published",
  "reembed_already_open",
  "reembed_not_open",
  "retention_already_open",
  "already_held",
  "already_released",
  "legal_hold",
  "not_allowed",
  "last_admin",
  "request_closed",
  "identity_already_proved",
  "identity_not_proved",
  "too_many_codes",
  "already_extended",
  "request_paused",
  "too_late_to_extend",
  "erasure_running",
  "not_done_yet",
  "identity_taken",
  "already_told",
  "nothing_changed",
  "newer_consent",
  "customer_erased",
  "export_not_ready",
  "preview_changed",
  "request_not_ready",
  "erasure_already_approved",
  "second_person_needed",
  "erasure_not_waiting",
  "erasure_not_completed",
] as const;

/** Words of the database that mean the same to a person as one of ours. */
const sameAs: Record<string, (typeof conflicts)[number]> = {
  assignee_cannot_work_on_tickets: "not_assignable",
};

/**
 * What a failed rpc means for the caller. Functions raise PT404 and PT409 with our own words as the
 * message; 42501 and the JWT codes come from Postgres and PostgREST. Anything else is a fault of ours.
 */
export function databaseRefusal(error: PostgrestError, called: string): Error {
  switch (error.code) {
    case "42501":
      return new ApiError("forbidden");
    case "PGRST301":
    case "PGRST302":
    case "PGRST303":
      return new ApiError("signed_out");
    case "PT404":
      return new ApiError("not_found");
    case "22023":
    case "22P02":
      return new ApiError("invalid");
    case "PT409": {
      const code = conflicts.find((word) => word === error.message) ?? sameAs[error.message];
      if (code)
        return new ApiError(
          code,
          /^[a-z_]+$/.test(error.details ?? "") ? error.details : undefined,
        );
    }
  }
  return new SafeError(error.code || "rpc_failed", `The call of ${called} failed`);
}
