import "server-only";
import { telegramSettings } from "@/lib/alerts/alert-settings";
import { composeDatabaseAway } from "@/lib/alerts/compose-telegram";
import { sendTelegram, type TelegramSettings } from "@/lib/alerts/telegram-client";
import { env } from "@/lib/env";
import { log } from "@/lib/log";
import { DatabaseError } from "@/lib/supabase/database-error";

/** As often as it is told again while it lasts. */
const remindMs = 60 * 60_000;
/** Telegram did not take it: as soon as that is tried again. */
const retryMs = 60_000;
/** As long as the database has to answer before it counts as back: what flickers is told once. */
const quietMs = 150_000;

type Away = { since: number; lastSeen: number; tellAgainAt: number; isTold: boolean };

declare global {
  // Bundles of one process may each hold this module; they share one state. It is the one thing that a
  // process knows alone: the outbox stands in the database, which is what is away.
  var parceloDatabaseAway: Away | undefined;
}

/** Tells, past the outbox, that messages cannot be stored: once, then each hour. Never throws. */
export async function tellDatabaseAway(now = Date.now()): Promise<void> {
  const away = globalThis.parceloDatabaseAway ?? {
    ...{ since: now, lastSeen: now, tellAgainAt: now, isTold: false },
  };
  globalThis.parceloDatabaseAway = away;
  away.lastSeen = now;
  const telegram = telegramSettings();
  if (!telegram || now < away.tellAgainAt) return;
  // Before the request: while it runs, others that find the same must not tell it as well.
  away.tellAgainAt = now + retryMs;
  if (!(await tell(telegram, { since: new Date(away.since), until: null }))) return;
  away.isTold = true;
  away.tellAgainAt = now + remindMs;
}

/** Tells it when this error says that the database does not answer; other errors are not its business. */
export async function tellIfAway(error: unknown): Promise<void> {
  if (error instanceof DatabaseError && error.passing) await tellDatabaseAway();
}

/** To be called when the database answers: tells the end of what was told. Never throws. */
export async function tellDatabaseBack(now = Date.now()): Promise<void> {
  const away = globalThis.parceloDatabaseAway;
  if (!away || now < away.lastSeen + quietMs) return;
  globalThis.parceloDatabaseAway = undefined;
  const telegram = telegramSettings();
  if (!telegram || !away.isTold) return;
  const told = await tell(telegram, {
    since: new Date(away.since),
    until: new Date(away.lastSeen),
  });
  // Put back unless it began anew meanwhile: the next minute tries again.
  if (!told) globalThis.parceloDatabaseAway ??= away;
}

async function tell(telegram: TelegramSettings, about: { since: Date; until: Date | null }) {
  const settings = { appUrl: env().APP_URL, runbookUrl: env().RUNBOOK_URL };
  const result = await sendTelegram(telegram, composeDatabaseAway(about, settings));
  if (result.kind !== "sent") log.warn("Telegram did not take an alert", { code: result.code });
  return result.kind === "sent";
}
