import "server-only";
import { telegramSettings } from "@/lib/alerts/alert-settings";
import { runbookLink } from "@/lib/alerts/alert-words";
import { sendTelegram } from "@/lib/alerts/telegram-client";
import { env } from "@/lib/env";
import { log } from "@/lib/log";

/** While the database is away, each process tells once in so long. */
const pauseMs = 5 * 60_000;
let toldAt = Number.NEGATIVE_INFINITY;

/**
 * Tells that messages cannot be stored, past the outbox: it stands in the database, which is what is
 * away. Never throws; to be called after the webhook was answered.
 */
export async function tellDatabaseAway(now = Date.now()): Promise<void> {
  const telegram = telegramSettings();
  if (!telegram || now - toldAt < pauseMs) return;
  toldAt = now;
  const result = await sendTelegram(
    telegram,
    [
      "🔴 <b>Messages cannot be stored: the database does not answer</b>",
      `since ${new Date(now).toISOString().slice(0, 16).replace("T", " ")} UTC; webhooks are answered 503`,
      `What to do: ${runbookLink("database-away", env().RUNBOOK_URL)}`,
    ].join("\n"),
  );
  if (result.kind !== "sent") log.warn("Telegram did not take an alert", { code: result.code });
}
