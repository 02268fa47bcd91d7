import "server-only";
import { env } from "@/lib/env";
import { serviceClient } from "@/lib/supabase/service";

/** Storage answers, and the bucket for media exists and may be read. */
export async function checkStorage(): Promise<void> {
  const { error } = await serviceClient().storage.getBucket(env().MEDIA_STORAGE_BUCKET);
  if (error) throw error;
}
