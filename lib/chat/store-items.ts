import "server-only";
import { z } from "zod";
import { intakeSettings } from "@/lib/chat/intake-settings";
import { callFunction } from "@/lib/supabase/call-function";
import { serviceClient } from "@/lib/supabase/service";
import { whilePassing } from "@/lib/supabase/while-passing";
import type { IntakeItem } from "@/lib/webhook/intake-item";

/** Luminous never sends an event again, so a database that does not answer is waited for (design §2). */
const patienceMs = 10_000;

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
export function storeItems(items: readonly IntakeItem[]): Promise<Stored> {
  const args = { items: [...items], settings: intakeSettings() };
  return whilePassing(patienceMs, (signal) =>
    callFunction(serviceClient(), "ingest_events", args, stored, signal),
  );
}
