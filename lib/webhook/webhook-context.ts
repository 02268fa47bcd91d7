import { env } from "@/lib/env";
import { configuredWords } from "@/lib/webhook/consent-words";
import type { WebhookContext } from "@/lib/webhook/delivery";

/** What the parser needs to know of the configuration: our numbers, the region of national ones, words for stopping. */
export function webhookContext(): Omit<WebhookContext, "receivedAt"> {
  return {
    ownNumbers: env().WHATSAPP_PHONE_NUMBER_ID.map((phoneNumberId, index) => ({
      phoneNumberId,
      displayNumber: env().WHATSAPP_DISPLAY_NUMBER[index] ?? "",
    })),
    defaultRegion: env().DEFAULT_PHONE_REGION,
    consentWords: configuredWords(env().OPT_OUT_WORDS, env().OPT_IN_WORDS),
  };
}
