import "server-only";
import { raiseAlerts } from "@/lib/alerts/raise-alerts";
import { sendAlerts } from "@/lib/alerts/send-alerts";
import { log } from "@/lib/log";

const pauseMs = 60_000;

declare global {
  // Bundles of one process may each hold this module; they share one pause.
  var parceloLookedAt: number | undefined;
}

/** Looks for what needs a person and tells it, outside the job engine. Null: it failed, as the log says. */
export async function raiseAndTell() {
  try {
    const { raised, cleared } = await raiseAlerts();
    const { sent } = await sendAlerts();
    return { raised, cleared, sent };
  } catch (error) {
    log.error("Raising alerts failed", { error });
    return null;
  }
}

/**
 * To be called when the job engine took no event: its tick looks for alerts each minute, so while it is
 * away nobody would hear of anything. Each process then looks itself, at most once a minute.
 */
export async function lookInsteadOfEngine(now = Date.now()): Promise<void> {
  if (now - (globalThis.parceloLookedAt ?? 0) < pauseMs) return;
  globalThis.parceloLookedAt = now;
  await raiseAndTell();
}
