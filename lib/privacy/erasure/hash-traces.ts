import "server-only";
import { z } from "zod";
import { keyedHash } from "@/lib/privacy/keyed-hash";
import { callFunction } from "@/lib/supabase/call-function";
import { serviceClient } from "@/lib/supabase/service";

const texts = z.array(z.string());
const found = z.object({
  events: z.array(z.object({ id: z.uuid(), dedupe_key: z.string() })),
  more: z.boolean(),
});

/** Replaces the next message ids of the person by keyed hashes. Returns whether there may be more. */
export async function hashWamids(erasureId: string, limit: number): Promise<boolean> {
  const args = { p_run_id: erasureId, p_limit: limit };
  const wamids = await callFunction(serviceClient(), "erasure_wamids", args, texts);
  if (wamids.length === 0) return false;
  await callFunction(
    serviceClient(),
    "keep_wamid_hashes",
    {
      p_run_id: erasureId,
      p_wamids: wamids.map((value) => ({ value, hash: keyedHash("wamid", value) })),
    },
    z.number(),
  );
  // All of them were collected by the first call, behind the fence: none comes after the last batch.
  return wamids.length === limit;
}

/** Leaves of the person's next raw events a keyed hash each. Returns whether there may be more. */
export async function hashEvents(erasureId: string, limit: number): Promise<boolean> {
  const args = { p_run_id: erasureId, p_limit: limit };
  const { events, more } = await callFunction(serviceClient(), "erasure_events", args, found);
  if (events.length > 0) {
    await callFunction(
      serviceClient(),
      "erase_events",
      {
        p_run_id: erasureId,
        p_events: events.map(({ id, dedupe_key }) => ({
          id,
          // Hashed already: a run that died between two batches.
          hash: dedupe_key.startsWith("erased:")
            ? dedupe_key.slice("erased:".length)
            : keyedHash("event", dedupe_key),
        })),
      },
      z.number(),
    );
  }
  return more;
}
