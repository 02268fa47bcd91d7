import "server-only";
import type { TelegramSettings } from "@/lib/alerts/telegram-client";
import { env } from "@/lib/env";

/** Embedding, fetching and settling wait for others and may take longer than answering. */
const patient = 6;

/** What `raise_alerts` compares with, and what is to be told. */
export function raiseSettings() {
  const { ALERT_QUEUE_MINUTES: minutes } = env();
  return {
    tells: telegramSettings() !== null,
    remind_hours: 6,
    keep_days: env().JOB_RETENTION_DAYS,
    limits: {
      hand_over_minutes: env().ALERT_HAND_OVER_MINUTES,
      privacy_days: env().ALERT_PRIVACY_DAYS,
      queue_minutes: {
        turns: minutes,
        sends: minutes,
        echoes: minutes * patient,
        embeddings: minutes * patient,
        media: minutes * patient,
        reprocessing: minutes * patient,
      },
    },
    notify: [
      ...(env().TELEGRAM_NOTIFY_INCOMING ? ["incoming"] : []),
      ...(env().TELEGRAM_NOTIFY_REPLIES ? ["reply"] : []),
      ...(env().TELEGRAM_NOTIFY_AGENT_ERRORS ? ["agent_error"] : []),
    ],
  };
}

const timeoutMs = 5_000;

/** How batches are claimed: the lease is longer than a request may take. */
export const claimSettings = () => ({
  per_minute: env().TELEGRAM_MESSAGES_PER_MINUTE,
  lease_ms: timeoutMs * 6,
  with_personal: env().TELEGRAM_INCLUDE_PERSONAL_DATA,
});

/** Null: nothing is told on Telegram. */
export function telegramSettings(): TelegramSettings | null {
  const { TELEGRAM_NOTIFICATIONS_ENABLED, TELEGRAM_BOT_TOKEN, TELEGRAM_CHAT_ID } = env();
  if (!TELEGRAM_NOTIFICATIONS_ENABLED || !TELEGRAM_BOT_TOKEN || !TELEGRAM_CHAT_ID) return null;
  return {
    baseUrl: env().TELEGRAM_API_URL,
    token: TELEGRAM_BOT_TOKEN,
    chatId: TELEGRAM_CHAT_ID,
    timeoutMs,
  };
}
