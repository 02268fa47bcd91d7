import { env } from "@/lib/env";
import { firstContactNotice } from "@/lib/privacy/first-contact-notice";

/** Lease of a claim, in ms: longer than a model call's timeout and the engine's longest early retry. */
export const turnLeaseMs = 120_000;

/** Rules of the turn protocol as the SQL functions take them (P7: at most 2 restarts or 20 s). */
export function turnSettings() {
  return {
    quiet_window_ms: env().REPLY_QUIET_WINDOW_MS,
    max_wait_ms: 20_000,
    max_restarts: 2,
    lease_ms: turnLeaseMs,
    max_failures: 3,
    max_replies_per_hour: env().MAX_BOT_REPLIES_PER_SESSION_HOUR,
    notices: firstContactNotice(),
  };
}
