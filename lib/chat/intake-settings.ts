import { consentConfirmations } from "@/lib/chat/consent-confirmations";
import { sendSettings } from "@/lib/whatsapp/send-settings";

/** What the intake functions of the database need to know of the configuration. */
export function intakeSettings() {
  return { ...sendSettings(), confirmations: consentConfirmations };
}
