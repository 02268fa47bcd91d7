import "server-only";
import { z } from "zod";
import { callFunction } from "@/lib/supabase/call-function";
import { serviceClient } from "@/lib/supabase/service";

/** Parked events that somebody asked to handle again and that no job has answered within a minute. */
export function findRequestedReprocessing(): Promise<string[]> {
  return callFunction(serviceClient(), "find_requested_reprocessing", {}, z.array(z.uuid()));
}
