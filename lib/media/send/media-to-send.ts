import "server-only";
import { z } from "zod";
import { callFunction } from "@/lib/supabase/call-function";
import { serviceClient } from "@/lib/supabase/service";

const found = z.object({ storage_path: z.string(), file_name: z.string() }).nullable();

/** Where a file lies that is about to be sent; null when it was removed meanwhile. */
export const mediaToSend = (mediaId: string) =>
  callFunction(serviceClient(), "media_to_send", { p_media_id: mediaId }, found);
