import "server-only";
import { z } from "zod";
import { callFunction } from "@/lib/supabase/call-function";
import { serviceClient } from "@/lib/supabase/service";

/** The normal path fetches at once; what is due for longer than this is announced again. */
const graceMs = 10_000;

const work = z.object({ fetch_media_ids: z.array(z.uuid()) });

/** Files that wait to be fetched and that nobody seems to be working on. */
export async function findMediaWork(): Promise<string[]> {
  const args = { p_grace_ms: graceMs };
  const found = await callFunction(serviceClient(), "find_media_work", args, work);
  return found.fetch_media_ids;
}
