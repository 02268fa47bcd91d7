import "server-only";
import type { SupabaseClient } from "@supabase/supabase-js";
import { z } from "zod";
import { callRpc } from "@/lib/http/call-rpc";
import { savedName } from "@/lib/media/console/saved-name";
import { isShownInline } from "@/lib/media/console/shown-inline";
import { signObject } from "@/lib/media/media-storage";

/** Long enough to start loading, too short to be passed on. */
const seconds = 60;

const file = z.object({
  storage_path: z.string(),
  mime_type: z.string().nullable(),
  file_name: z.string().nullable(),
});

/**
 * A short-lived address of a stored file, for one whom the database lets see it. What cannot be shown
 * safely is saved instead, and saving is audited.
 * @throws ApiError `not_found` when there is no file (any more)
 */
export async function signedAddress(
  supabase: SupabaseClient,
  mediaId: string,
  wantsToSave: boolean,
): Promise<string> {
  const open = (isSaved: boolean) =>
    callRpc(supabase, "open_media", { p_media_id: mediaId, p_download: isSaved }, file);
  let found = await open(wantsToSave);
  const isSaved = wantsToSave || !isShownInline(found.mime_type);
  if (isSaved && !wantsToSave) found = await open(true);
  const options = isSaved ? { downloadAs: savedName(found.file_name, found.mime_type) } : {};
  return signObject(found.storage_path, seconds, options);
}
