import "server-only";
import { z } from "zod";
import { intakeSettings } from "@/lib/chat/intake-settings";
import { unstorableItem } from "@/lib/chat/unstorable-item";
import { log } from "@/lib/log";
import { withErasureMarks } from "@/lib/privacy/erasure/mark-item";
import { withIdentityCode } from "@/lib/privacy/identity/with-identity-code";
import { callFunction } from "@/lib/supabase/call-function";
import { DatabaseError } from "@/lib/supabase/database-error";
import { serviceClient } from "@/lib/supabase/service";
import { whilePassing } from "@/lib/supabase/while-passing";
import { currentTrace } from "@/lib/trace/current-trace";
import { newTraceparent } from "@/lib/trace/traceparent";
import type { IntakeItem } from "@/lib/webhook/intake-item";

/** Luminous never sends an event again, so a database that does not answer is waited for (design §2). */
const patienceMs = 10_000;

/** Far more than one delivery holds in practice, and well inside a hosted database's 8 s a statement. */
const mostInOneTransaction = 500;

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
 * Stores all items of one webhook in one transaction (very large ones in a few), trying again for up
 * to 10 s while the database is in trouble. Repeating is safe: what is in counts as a duplicate.
 * @throws DatabaseError when the items are not stored.
 */
export async function storeItems(items: readonly IntakeItem[]): Promise<Stored> {
  const first = await storeSlice(items.slice(0, mostInOneTransaction));
  return items.length <= mostInOneTransaction
    ? first
    : add(first, await storeItems(items.slice(mostInOneTransaction)));
}

async function storeSlice(items: IntakeItem[]): Promise<Stored> {
  try {
    return await ingest(items);
  } catch (error) {
    // The parser keeps out what Postgres cannot hold; should it once not, the others still go through.
    if (!(error instanceof DatabaseError) || error.passing || items.length === 0) throw error;
    log.error("Items refused by the database", { item_count: items.length, error });
    const [only, ...others] = items;
    if (others.length === 0 && only) return ingest([unstorableItem(only)]);
    const half = Math.ceil(items.length / 2);
    return add(await storeSlice(items.slice(0, half)), await storeSlice(items.slice(half)));
  }
}

function ingest(items: IntakeItem[]): Promise<Stored> {
  const args = {
    p_items: items.map(withIdentityCode).map(withErasureMarks),
    p_settings: intakeSettings(),
    // Rows carry the request's trace on to the turn and the send.
    p_traceparent: currentTrace() ?? newTraceparent(),
  };
  return whilePassing(patienceMs, (signal) =>
    callFunction(serviceClient(), "ingest_webhook", args, stored, signal),
  );
}

function add(one: Stored, other: Stored): Stored {
  return {
    stored: one.stored + other.stored,
    duplicates: one.duplicates + other.duplicates,
    parked: one.parked + other.parked,
    turn_session_ids: [...new Set([...one.turn_session_ids, ...other.turn_session_ids])],
    send_message_ids: [...one.send_message_ids, ...other.send_message_ids],
    media_message_ids: [...one.media_message_ids, ...other.media_message_ids],
  };
}
