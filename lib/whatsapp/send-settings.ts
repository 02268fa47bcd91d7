import { env } from "@/lib/env";
import { retryDelaysByCode } from "@/lib/whatsapp/retry-delays";
import { accountCodes } from "@/lib/whatsapp/send-errors";

/** An attempt without an answer for this long is in doubt: longer than the provider's time-out. */
const sendLeaseMs = 60_000;

/** How long the normal path is given before redrive announces work again, in milliseconds. */
const redriveGraceMs = 30_000;

/** What the sending and intake functions of the database need to know of the configuration. */
export function sendSettings() {
  return {
    requests_per_minute: env().LUMINOUS_REQUESTS_PER_MINUTE,
    lease_ms: sendLeaseMs,
    grace_ms: redriveGraceMs,
    default_phone_number_id: env().WHATSAPP_PHONE_NUMBER_ID[0] ?? null,
    retry_delays_ms: retryDelaysByCode,
    stop_codes: accountCodes(),
  };
}
