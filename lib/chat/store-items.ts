import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { intakeSettings } from "@/lib/chat/intake-settings";
import { callFunction } from "@/lib/supabase/call-function";
import { DatabaseError } from "@/lib/supabase/database-error";
import { serviceClient } from "@/lib/supabase/service";
import type { IntakeItem } from "@/lib/webhook/intake-item";

/** Luminous never sends an event again, so a database that does not answer is waited for (design §2). */
const patienceMs = 10_000;
const pausesMs = [50, 150, 400, 1_000, 2_000];

const stored = z.object({
  stored: z.number().int(),
  duplicates: z.number().int(),
  parked: z.number().int(),
  turn_session_ids: z.array(z.uuid()),
  send_message_ids: z.array(z.uuid()),
  media_message_ids: z.array(z.uuid()),
});
export type Stored = z.infer<typeof stored>;

/**
 * Stores all items of one webhook in one transaction, trying again for up to 10 s while the database
 * is in trouble. Repeating is safe: an item that is in already counts as a duplicate.
 * @throws DatabaseError when the items are not stored.
 */
export async function storeItems(items: readonly IntakeItem[]): Promise<Stored> {
  const deadline = Date.now() + patienceMs;
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await callFunction(
        serviceClient(),
        "ingest_events",
        { items: [...items], settings: intakeSettings() },
        stored,
        AbortSignal.timeout(Math.max(1, deadline - Date.now())),
      );
    } catch (error) {
      const pause = pausesMs[attempt] ?? 2_000;
      const passing = error instanceof DatabaseError && error.passing;
      if (!passing || Date.now() + pause >= deadline) throw error;
      await sleep(pause);
    }
  }
}
