import { consentConfirmations } from "@/lib/chat/consent-confirmations";
import { sendSettings } from "@/lib/whatsapp/send-settings";

/** What the intake functions of the database need to know of the configuration. */
export function intakeSettings() {
  const { default_phone_number_id, retry_delays_ms } = sendSettings();
  return { default_phone_number_id, retry_delays_ms, confirmations: consentConfirmations };
}
