import "server-only";
import { env } from "@/lib/env";

/**
 * What the database needs to know of the configuration to write to a person about a request: the approved
 * templates outside the 24-hour window, and the number of ours that writes to whom no conversation names one.
 */
export function privacySettings() {
  const { PRIVACY_CODE_TEMPLATE, PRIVACY_LINK_TEMPLATE, PRIVACY_ANSWER_TEMPLATE } = env();
  return {
    templates: {
      code: PRIVACY_CODE_TEMPLATE ?? null,
      link: PRIVACY_LINK_TEMPLATE ?? null,
      answer: PRIVACY_ANSWER_TEMPLATE ?? null,
    },
    default_phone_number_id: env().WHATSAPP_PHONE_NUMBER_ID[0] ?? null,
  };
}
