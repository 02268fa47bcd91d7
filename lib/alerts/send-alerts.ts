import "server-only";
import { z } from "zod";
import { alertBatch } from "@/lib/alerts/alert-batch";
import { claimSettings, telegramSettings } from "@/lib/alerts/alert-settings";
import { composeTelegram } from "@/lib/alerts/compose-telegram";
import { sendTelegram } from "@/lib/alerts/telegram-client";
import { env } from "@/lib/env";
import { log } from "@/lib/log";
import { callFunction } from "@/lib/supabase/call-function";
import { serviceClient } from "@/lib/supabase/service";

const claimed = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("nothing") }),
  z.object({ kind: z.literal("wait"), until: z.iso.datetime({ offset: true }) }),
  z.object({ kind: z.literal("send"), batch: alertBatch }),
]);

/** More than a minute's rate; the next minute goes on. */
const mostBatches = 20;

/**
 * Tells on Telegram what is queued, until nothing is left, the rate is used up or Telegram fails: a
 * failure pauses the channel in the database for every process. Never on the message path.
 */
export async function sendAlerts() {
  const telegram = telegramSettings();
  if (!telegram) return { outcome: "off", sent: 0 };
  let sent = 0;
  for (; sent < mostBatches; sent += 1) {
    const claim = await callFunction(
      serviceClient(),
      "claim_alert_batch",
      { p_settings: claimSettings() },
      claimed,
    );
    if (claim.kind !== "send") return { outcome: claim.kind, sent };
    const { batch } = claim;
    const text = composeTelegram(batch, {
      appUrl: env().APP_URL,
      runbookUrl: env().RUNBOOK_URL,
    });
    const result = await sendTelegram(telegram, text);
    await callFunction(
      serviceClient(),
      "settle_alert_batch",
      { p_batch_id: batch.batch_id, p_result: result },
      z.unknown(),
    );
    if (result.kind === "sent") continue;
    log.warn("Telegram did not take an alert", {
      kind: batch.kind,
      alert_id: batch.alert?.id,
      code: result.code,
      outcome: result.kind,
    });
    if (result.kind === "retry") return { outcome: "failed", sent };
  }
  return { outcome: "more", sent };
}
