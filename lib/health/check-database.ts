import "server-only";
import { serviceClient } from "@/lib/supabase/service";

/** One cheap indexed read through the same path as every other query. */
export async function checkDatabase(signal: AbortSignal): Promise<void> {
  const { error } = await serviceClient()
    .from("staff")
    .select("user_id")
    .limit(1)
    .abortSignal(signal);
  if (error) throw error;
}
