import "server-only";
import { z } from "zod";
import { removeObjects } from "@/lib/media/media-storage";
import { exportBucket } from "@/lib/privacy/export/build-archive";
import { callFunction } from "@/lib/supabase/call-function";
import { serviceClient } from "@/lib/supabase/service";

/** Ends archives whose days are over and removes every file that may no longer be handed out. */
export async function expireExports(): Promise<number> {
  const paths = await callFunction(
    serviceClient(),
    "expire_privacy_exports",
    {},
    z.array(z.string()),
  );
  if (paths.length === 0) return 0;
  await removeObjects(paths, exportBucket);
  return callFunction(serviceClient(), "finish_export_removals", { p_paths: paths }, z.int());
}
