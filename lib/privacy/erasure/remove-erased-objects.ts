import "server-only";
import { z } from "zod";
import { env } from "@/lib/env";
import { removeObjects } from "@/lib/media/media-storage";
import { callFunction } from "@/lib/supabase/call-function";
import { serviceClient } from "@/lib/supabase/service";

const objects = z.array(z.object({ bucket: z.string().nullable(), path: z.string() }));

/**
 * Removes the person's next files from their buckets: those that had a row, and whatever else lies under
 * their folder, exports included. Returns whether there may be more.
 */
export async function removeErasedObjects(erasureId: string): Promise<boolean> {
  const args = { p_run_id: erasureId, p_limit: 500 };
  const found = await callFunction(serviceClient(), "erasure_objects", args, objects);
  if (found.length === 0) return false;
  const byBucket = Map.groupBy(found, ({ bucket }) => bucket ?? env().MEDIA_STORAGE_BUCKET);
  for (const [bucket, inBucket] of byBucket) {
    await removeObjects(
      inBucket.map(({ path }) => path),
      bucket,
    );
  }
  const paths = [...new Set(found.map(({ path }) => path))];
  await callFunction(
    serviceClient(),
    "objects_erased",
    { p_run_id: erasureId, p_paths: paths },
    z.number(),
  );
  return true;
}
